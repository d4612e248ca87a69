import {missingTokens} from "../mappedRaw.js";
import type {OpenFile} from "../openSource.js";
import type {SourceContext} from "../sourceContext.js";

/**
 * Leaves out calls that report a variant again, for example by a second caller: rows of the same key, a
 * patient or a sample, that agree in all declared columns. Of each such group one row stays, that of the caller preferred most, else the first. A row with
 * a missing token in one of the columns is not compared, because two unknown positions are not the same position.
 *
 * @param keys the partner's id of the patient or sample of every row
 */
export function leaveOutDuplicates(
  file: OpenFile,
  keys: readonly string[],
  {findings}: Pick<SourceContext, "findings">
): void {
  const {spec, raw, ledger} = file;
  const {duplicates} = spec;
  if (!duplicates) return;
  const {by, prefer} = duplicates;
  const missing = missingTokens(spec);
  const parts = by.map((name) => ({cells: raw.column(name), absent: new Set(Object.keys(missing(name)))}));
  const callers = prefer && raw.column(prefer.column);
  const rank = (row: number): number => {
    const at = callers && prefer ? prefer.order.indexOf(callers[row].trim()) : 0;
    return at < 0 ? Infinity : at;
  };
  const best = new Map<string, number>();
  const rows = ledger.usedRows();
  let n = 0;
  for (const row of rows) {
    const tokens = parts.map(({cells}) => cells[row].trim());
    if (tokens.some((token, i) => parts[i].absent.has(token))) continue;
    const variant = JSON.stringify([keys[row], ...tokens]);
    const earlier = best.get(variant);
    if (earlier === undefined) {
      best.set(variant, row);
      continue;
    }
    const isBetter = rank(row) < rank(earlier);
    if (isBetter) best.set(variant, row);
    ledger.filter(isBetter ? earlier : row, "the same variant reported again");
    ++n;
  }
  findings.add({
    file: raw.file,
    rule: "duplicate_call",
    severity: "info",
    n,
    checked: rows.length,
    description: `Calls that report a variant again (same ${by.join(", ")}); each variant is counted once`
  });
}
