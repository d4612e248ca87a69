import {endpointName} from "../../../src/components/survival/endpointWords.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import {type FactsMaker, numbers, words} from "./factsTable.js";

/** The partners: what day 0 is, how long patients were followed, which version of their data. */
export const partners: FactsMaker = ({site}) => ({
  subtitle: "What day 0 is in each source, and how long its patients were followed",
  caption: "Median follow-up by the reverse Kaplan–Meier estimate over overall survival.",
  columns: [
    words("Source"),
    words("Name"),
    words("Day 0"),
    numbers("Median follow-up, months"),
    words("Version"),
    words("Data")
  ],
  rows: site.sources.map(({id, name, indexEvent, followupMedianMonths, version, simulated}) => [
    id,
    name,
    labelOf("indexEvent", indexEvent),
    followupMedianMonths === null ? null : Number(followupMedianMonths.toFixed(1)),
    version,
    simulated ? "simulated" : "of patients"
  ]),
  page: null,
  records: false
});

/** The assays by which sources found alterations, and how many alterations each can see. */
export const assays: FactsMaker = (context, {alteration}) => {
  const cells = context.quality().coverage.filter((d) => alteration === undefined || d.alteration === alteration);
  const groups = new Map<string, typeof cells>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.source, cell.assay, cell.panel]);
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  const one = alteration !== undefined;
  const detailsOf = context.assays();
  return {
    subtitle: one ? `Assays that can show ${alteration}, by source` : "Assays that can show an alteration, by source",
    caption:
      "Partly covered: the assay sees some of the places where the alteration occurs. What no assay of a source covers is not tested there. Limit of detection: the smallest variant allele frequency called, as the source states it, all of them where samples differ; a dash where it does not. Several batches can differ in what they find.",
    columns: [
      words("Source"),
      words("Assay"),
      words("Panel"),
      words("Limit of detection (VAF)"),
      words("Reference genome"),
      words("Batches"),
      ...(one
        ? [words("Coverage"), words("Chosen by it")]
        : [numbers("Alterations covered"), numbers("Partly covered"), words("Fixed by the choice of patients")])
    ],
    rows: distinct(
      [...groups.values()].map((own) => {
        const [{source, assayType, panel, coverage, byDesign}] = own;
        const {limits, genomes, batches} = detailsOf(source, assayType, panel);
        const head = [
          source,
          labelOf("assayType", assayType),
          panel,
          limits.length === 0 ? null : limits.map((limit) => String(Number(limit.toPrecision(2)))).join(", "),
          genomes.length === 0 ? null : genomes.map((genome) => labelOf("referenceGenome", genome)).join(", "),
          batches === 0 ? null : String(batches)
        ];
        const count = (code: string) => own.filter((d) => d.coverage === code).length;
        const fixed = own.filter((d) => d.byDesign).map((d) => d.alteration);
        return one
          ? [...head, labelOf("panelCoverage", coverage), byDesign ? "yes" : "no"]
          : [...head, count("covered"), count("partial"), fixed.join(", ")];
      })
    ),
    page: "quality",
    records: false
  };
};

/** Which endpoint each source supports, and what is assumed. */
export const endpoints: FactsMaker = ({site}) => ({
  subtitle: "Whether the events of a source suffice to rebuild an endpoint",
  caption: "Endpoints are rebuilt from events by one definition for all sources; none is taken over ready-made.",
  columns: [words("Endpoint"), words("Source"), words("Support"), words("What is missing or assumed")],
  rows: site.endpoints.flatMap((endpoint) =>
    endpoint.support.map(({source, support, reason}) => [
      endpointName(endpoint, site),
      source,
      labelOf("support", support),
      reason
    ])
  ),
  page: "quality",
  records: false
});

/** The rules of a classification, in the order in which they are asked; of one class if asked for. */
export const rules: FactsMaker = (context, {system, class: code}) => {
  const found = context.classifications().systems.find(({id}) => id === system);
  const own = (found?.rules ?? []).filter(({value}) => code === undefined || value === code);
  return {
    subtitle: found === undefined ? "" : `${found.title}, ${found.version}`,
    caption: "Rules are asked from above; the first that holds decides.",
    columns: [words("Class"), words("Rule")],
    rows: own.map(({label, condition}) => [label, condition]),
    page: "classifications",
    records: false
  };
};

/** The rules of all classifications that ask for an alteration, or for any mutation of its gene. */
export const namedIn: FactsMaker = (context, {alteration}) => {
  const gene = context.catalogue.alterations.get(alteration)?.gene ?? alteration;
  const named = [...new Set([alteration, gene])].map((name) =>
    name.replaceAll(/[$()*+.?[\]\\^{|}]/gu, String.raw`\$&`)
  );
  // A name within a longer one (CEBPA in CEBPA-biallelic) is another alteration.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}–-])(?:${named.join("|")})(?![\\p{L}\\p{N}–-])`, "u");
  const rows = context
    .classifications()
    .systems.flatMap(({title, version, rules: own}) =>
      own.filter(({condition}) => pattern.test(condition)).map((rule) => [`${title}, ${version}`, rule.label])
    );
  return {
    subtitle: `Rules that ask for ${alteration === gene ? gene : `${alteration} or any mutation of ${gene}`}`,
    caption:
      "Rules are asked in their order: an earlier one may decide before this one is asked. The rules in full are on the page on classifications.",
    columns: [words("Classification"), words("Rule")],
    rows,
    page: "classifications",
    records: false
  };
};

/** Rows without those that say the same again, as two assays of one kind and panel do. */
function distinct<Row>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
