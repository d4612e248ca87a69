import {labelOf} from "../../../src/model/vocabulary.js";
import {type FactsMaker, numbers, words} from "./factsTable.js";

/** Shares of known values from which a variable counts as complete, and as usable with care. */
const complete = 0.9;
const usable = 0.7;

/** By source and kind of check what was found; no number over all kinds. */
export const scoreCard: FactsMaker = (context) => {
  const {findings, agreement} = context.quality();
  const {catalogue, site} = context;
  const variables = [...catalogue.variables.keys()].filter(
    (d) => d !== "source_id" && !catalogue.alterations.has(d) && !catalogue.cytogenetics.has(d)
  );
  const rows = site.sources.map(({id}) => {
    const own = context.set(`source_id=${id}`);
    const shares = variables.map((d) => (own.n === 0 ? 0 : context.within(own, `${d}=known`).n / own.n));
    const found = (category: string, severity: string) =>
      findings.filter((d) => d.source === id && d.category === category && d.severity === severity).length;
    const both = (category: string) => `${found(category, "error")} / ${found(category, "warning")}`;
    const kappas = agreement.flatMap(({source, kappa}) => (source === id && kappa !== null ? [kappa] : []));
    return [
      id,
      shares.filter((d) => d >= complete).length,
      shares.filter((d) => d >= usable && d < complete).length,
      shares.filter((d) => d < usable).length,
      both("conformance"),
      both("plausibility"),
      both("agreement"),
      kappas.length === 0 ? null : Number(Math.min(...kappas).toFixed(2))
    ];
  });
  return {
    subtitle: "Each kind of check by itself, by source",
    caption:
      "Variables by the share of patients in whom they are known: complete from 90 %, usable with care from 70 %. Rules that found something: errors / warnings. There is no score over all kinds: it would say nothing.",
    columns: [
      words("Source"),
      numbers("Variables ≥ 90 % known"),
      numbers("70 to < 90 %"),
      numbers("< 70 %"),
      words(`${labelOf("qualityCategory", "conformance")}, errors / warnings`),
      words(`${labelOf("qualityCategory", "plausibility")}, errors / warnings`),
      words(`${labelOf("qualityCategory", "agreement")}, errors / warnings`),
      numbers("Lowest κ, derived against supplied")
    ],
    rows,
    page: "quality",
    records: true
  };
};
