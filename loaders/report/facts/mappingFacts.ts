import {unitText} from "../../../src/charts/format.js";
import {countCell, numberCell, optionalRows, textCell} from "../../extract/optionalRows.js";
import {counts, type FactsMaker, numbers, words} from "./factsTable.js";

const page = "quality";

/** Units that were converted: how many values by which factor, by source and variable. */
export const conversions: FactsMaker = ({release}) => {
  const converted = new Map<string, {head: [string, string, string, string, number]; n: number}>();
  for (const row of optionalRows(release, "provenance")) {
    const [factor, n] = [numberCell(row, "factor"), countCell(row, "n_converted")];
    if (factor === null || n === 0) continue;
    const [source, table, column] = ["source_id", "table", "column"].map((name) => textCell(row, name) ?? "");
    const [from, to] = ["unit_from", "unit_to"].map((name) => unitText(textCell(row, name)) || "fraction");
    const head: [string, string, string, string, number] = [source, `${table}.${column}`, from, to, factor];
    const key = JSON.stringify(head);
    converted.set(key, {head, n: (converted.get(key)?.n ?? 0) + n});
  }
  return {
    subtitle: "Values whose unit was converted, by source, variable and factor",
    caption:
      "Kept = delivered × factor. A unit is converted as the mapping of the source declares it, never on suspicion; values that contradict their unit are among the errors and warnings.",
    columns: [
      words("Source"),
      words("Variable"),
      words("Delivered in"),
      words("Kept in"),
      words("Factor"),
      counts("Values converted")
    ],
    rows: [...converted.values()].map(({head: [source, variable, from, to, factor], n}) => [
      source,
      variable,
      from,
      to,
      `× ${Number(factor.toPrecision(6))}`,
      n
    ]),
    page,
    records: true
  };
};

const readRule = "karyotype_unparsed";

/** How karyotypes in ISCN were read: in full, in part, repaired, and where they contradict what else is known. */
export const karyotypes: FactsMaker = (context) => {
  const {findings} = context.quality();
  const rows = context.site.sources.flatMap(({id}) => {
    const own = findings.filter(({source, nChecked}) => source === id && nChecked > 0);
    const line = (label: string, kind: string, n: number, of: number) => [id, label, kind, n, of, percent(n, of)];
    return own.flatMap(({rule, severity, description, n, nChecked}) => {
      if (rule === readRule)
        return [
          line("Karyotypes read in full", "parsed", nChecked - n, nChecked),
          line(description, severity, n, nChecked)
        ];
      const ofText = rule.startsWith("karyotype_") || karyotypeChecks.has(rule);
      return ofText ? [line(description, rule.includes("repaired") ? "repair" : severity, n, nChecked)] : [];
    });
  });
  return {
    subtitle: "Karyotypes delivered as text by ISCN: read, repaired and doubtful, by source",
    caption:
      "Of a karyotype that is read in part nothing is concluded from the rest. Repairs are typographic; the karyotypes themselves are in no release.",
    columns: [words("Source"), words("What"), words("Kind"), counts("Karyotypes"), counts("Checked"), numbers("%")],
    rows,
    page,
    records: true
  };
};

/** Rules that hold the text of a karyotype against what else is known of the patient. */
const karyotypeChecks = new Set(["normal_flag_abnormal_karyotype", "sex_karyotype_discordant"]);

function percent(n: number, of: number): number | null {
  return of === 0 ? null : Number(((100 * n) / of).toFixed(1));
}
