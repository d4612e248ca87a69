const millisecondsPerDay = 86_400_000;

/** The date, `yyyy-MM-dd`, so many days after another. */
export function dateAfter(first: string, days: number): string {
  return new Date(Date.parse(`${first}T00:00:00Z`) + days * millisecondsPerDay).toISOString().slice(0, 10);
}

/** Days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsPerDay;
}
