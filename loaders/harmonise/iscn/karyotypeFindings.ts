import type {Finding} from "../findingLog.js";
import type {Cohort} from "../patients.js";
import type {ReasonedColumn} from "../reasonedTable.js";
import type {SourceContext} from "../sourceContext.js";
import type {ReadKaryotype} from "./readKaryotypes.js";
import {sexOfKaryotype} from "./sexOfKaryotype.js";

/** Counts what is doubtful in the karyotypes of a source: repairs, unreadable text, contradictions. */
export function karyotypeFindings(
  cohort: Cohort,
  curated: ReadonlyMap<string, ReasonedColumn>,
  parsed: readonly ReadKaryotype[],
  {findings, tables}: SourceContext
): void {
  const texts = parsed.filter(({karyotype}) => karyotype.status !== "missing").length;
  const add = (finding: Omit<Finding, "file">): void => findings.add({file: null, ...finding});
  const repairs = new Map<string, number>();
  for (const {karyotype} of parsed)
    for (const name of Object.keys(karyotype.repairs)) repairs.set(name, (repairs.get(name) ?? 0) + 1);
  for (const [name, n] of [...repairs].sort(([a], [b]) => (a < b ? -1 : 1)))
    add({
      rule: `karyotype_repaired:${name}`,
      category: "conformance",
      severity: name === "na_for_loss_of_9" ? "warning" : "info",
      n,
      checked: texts,
      description: `Karyotypes with a typographic repair: ${name.replaceAll("_", " ")}`
    });
  const count = (test: (read: ReadKaryotype) => boolean): number => parsed.filter(test).length;
  add({
    rule: "karyotype_unparsed",
    category: "conformance",
    severity: "warning",
    n: count(({karyotype}) => karyotype.unparsed.length > 0),
    checked: texts,
    description: "Karyotypes of which a part could not be read; nothing is concluded from it"
  });
  add({
    rule: "karyotype_not_clonal",
    category: "conformance",
    severity: "info",
    n: count(({karyotype}) => karyotype.abnormalities.some((d) => !d.clonal)),
    checked: texts,
    description: "Karyotypes with an abnormality in too few metaphases to be clonal; not counted"
  });
  const normal = curated.get("normal")?.values;
  const evaluable = count(({karyotype}) => karyotype.clones.length > 0);
  add({
    rule: "normal_flag_abnormal_karyotype",
    category: "plausibility",
    severity: "warning",
    n: normal ? parsed.filter(({karyotype}, i) => normal[i] === true && karyotype.status === "abnormal").length : 0,
    checked: normal ? evaluable : 0,
    description: "Normal by the curated column, but the karyotype's text shows a clonal abnormality"
  });
  const sexes = tables.patients.column("sex").values.slice(-cohort.size);
  let comparable = 0;
  let discordant = 0;
  parsed.forEach(({karyotype}, i) => {
    const told = sexOfKaryotype(karyotype);
    if (told === null || sexes[i] === null) return;
    ++comparable;
    if (told !== sexes[i]) ++discordant;
  });
  add({
    rule: "sex_karyotype_discordant",
    category: "plausibility",
    severity: "warning",
    n: discordant,
    checked: comparable,
    description: "The sex chromosomes of the karyotype contradict the recorded sex"
  });
}
