import {cohenKappa} from "../../../src/stats/cohenKappa.js";
import type {Cell} from "../../release/tableData.js";
import type {SourceContext} from "../sourceContext.js";

/** What is compared, and where the two answers come from. */
export interface Comparison {
  readonly fact: string;
  readonly supplied: string;
  readonly derived: string;
}

/**
 * Appends how far a derived answer agrees with the one that the source supplied, over the patients for whom both are
 * known, with Cohen's kappa. Answers are truth values or classes; facts that are true or false also say on which side
 * the disagreement lies. Nothing is appended where nobody has both answers.
 *
 * @param supplied answer per patient; null = not known
 * @param derived answer per patient, in the same order
 */
export function addAgreement(
  {fact, supplied: suppliedBy, derived: derivedBy}: Comparison,
  supplied: readonly Cell[],
  derived: readonly Cell[],
  {source, tables}: Pick<SourceContext, "source" | "tables">
): void {
  const classes = [...new Set([...supplied, ...derived].filter((d) => d !== null))].sort(byText);
  const at = new Map(classes.map((d, i) => [d, i]));
  const table = classes.map(() => classes.map(() => 0));
  const isBinary = classes.every((d) => d === true || d === false || d === 0 || d === 1);
  let n = 0;
  let agree = 0;
  let [onlySupplied, onlyDerived] = [0, 0];
  supplied.forEach((a, i) => {
    const b = derived[i];
    if (a === null || b === null) return;
    ++n;
    ++table[at.get(a)!][at.get(b)!];
    if (a === b) ++agree;
    else if (isBinary && Number(a) > Number(b)) ++onlySupplied;
    else if (isBinary) ++onlyDerived;
  });
  if (n === 0) return;
  const {kappa} = cohenKappa(table);
  tables.agreement.push(
    {
      source_id: source.id,
      fact,
      supplied: suppliedBy,
      derived: derivedBy,
      n,
      n_agree: agree,
      n_only_supplied: isBinary ? onlySupplied : null,
      n_only_derived: isBinary ? onlyDerived : null,
      kappa: Number.isNaN(kappa) ? null : kappa
    },
    "NOT_APPLICABLE"
  );
}

function byText(a: Cell, b: Cell): number {
  return String(a) < String(b) ? -1 : 1;
}
