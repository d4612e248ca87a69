import {formatP} from "../../charts/format.js";
import type {Standing} from "../../cohort/ledger/ledger.js";

/** A p-value in words: "p = 0.03", "p < 0.0001". */
export function pWords(p: number, name = "p"): string {
  const text = formatP(p);
  return text.startsWith("<") ? `${name} ${text}` : `${name} = ${text}`;
}

/** Where a contrast stands in the ledger: "1 of 17 looks, q = 0.31"; pre-specified ones say so first. */
export function standingText({looks, q}: Standing, prespecified: string | null): string {
  const count = looks === 1 ? "the only look so far" : `1 of ${looks} looks`;
  return [prespecified === null ? null : "pre-specified", count, q === null ? null : pWords(q, "q")]
    .filter((part) => part !== null)
    .join(", ");
}
