/** Whether a block of a report is among those named as "report/block", "*" standing for any text. */
export function namesBlock(names: readonly string[]): (report: string, block: string) => boolean {
  const patterns = names.map((name) => {
    const parts = name.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "u");
  });
  return (report, block) => patterns.some((pattern) => pattern.test(`${report}/${block}`));
}
