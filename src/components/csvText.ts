/**
 * A table as CSV (RFC 4180) with comment lines on top, each of them one line whatever it holds. A cell that a spreadsheet
 * would run as a formula is quoted with an apostrophe.
 */
export function csvText(
  notes: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[]
): string {
  const cell = (value: string | number | null) => {
    if (value === null) return "";
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows].map((row) => row.map(cell).join(","));
  return `${[...notes.map((note) => `# ${note.replaceAll(/[\r\n]+/g, " ")}`), ...lines].join("\r\n")}\r\n`;
}
