import {labelOf} from "../../../src/model/vocabulary.js";
import {counts, type FactsMaker, numbers, words} from "./factsTable.js";

const page = "quality";

/** From the rows received to the patients analysed, by source. */
export const records: FactsMaker = (context) => ({
  subtitle: "From the rows received to the patients analysed, by source",
  caption: "A reason is that of the mapping of the source or of a rule.",
  columns: [words("Source"), words("Step"), words("Reason"), counts("Records")],
  // Sources may have steps of their own.
  rows: context.site.sources.flatMap(({id}) =>
    context
      .quality()
      .flow.filter(({source}) => source === id)
      .map(({stage, reason, n}) => [id, labelOf("flowStage", stage), reason, n])
  ),
  page,
  records: true
});

/** What the rules of quality found, the gravest first. */
export const findings: FactsMaker = (context) => {
  const gravity = ["error", "warning", "info"];
  const found = [...context.quality().findings]
    .map((d, i) => ({...d, i}))
    .sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity) || a.i - b.i);
  const shown = found.filter(({severity}) => severity !== "info");
  return {
    subtitle: "Rules that found something, errors first; notes are on the page on data quality",
    caption: "Kinds of check after Kahn et al., eGEMs 2016;4:1244. Rules are shown, never records.",
    columns: [
      words("Source"),
      words("Kind"),
      words("Severity"),
      words("Rule"),
      words("What was found"),
      counts("Found"),
      counts("Checked"),
      numbers("%")
    ],
    rows: shown.map(({source, category, severity, rule, description, n, nChecked}) => [
      source,
      labelOf("qualityCategory", category),
      labelOf("severity", severity),
      rule,
      description,
      n,
      nChecked,
      percent(n, nChecked)
    ]),
    page,
    records: true
  };
};

/** Rules that found something, by source, kind of check and severity. */
export const checks: FactsMaker = (context) => {
  const found = new Map<string, {head: [string, string, string]; rules: number}>();
  for (const {source, category, severity} of context.quality().findings) {
    const key = JSON.stringify([source, category, severity]);
    const known = found.get(key) ?? {head: [source, category, severity], rules: 0};
    found.set(key, {...known, rules: known.rules + 1});
  }
  return {
    subtitle: "Rules that found something, by source and kind of check",
    caption: "Kinds of check after Kahn et al., eGEMs 2016;4:1244.",
    columns: [words("Source"), words("Kind"), words("Severity"), numbers("Rules")],
    rows: [...found.values()].map(({head: [source, category, severity], rules}) => [
      source,
      labelOf("qualityCategory", category),
      labelOf("severity", severity),
      rules
    ]),
    page,
    records: false
  };
};

/** How completely the mapping reads the files of each source. */
export const mapping: FactsMaker = (context) => {
  const files = new Map<string, {source: string; file: string; columns: number; mapped: number; values: number; refused: number; unread: number}>(); // prettier-ignore
  for (const {source, file, mapped, values, refused, unreadTokens} of context.quality().mapping) {
    const key = JSON.stringify([source, file]);
    const known = files.get(key) ?? {source, file, columns: 0, mapped: 0, values: 0, refused: 0, unread: 0};
    files.set(key, {
      ...known,
      columns: known.columns + 1,
      mapped: known.mapped + Number(mapped),
      values: known.values + values,
      refused: known.refused + refused,
      unread: known.unread + unreadTokens
    });
  }
  return {
    subtitle: "Columns that the mapping reads, and values that it could not read, by file",
    caption: "A token that could not be read is counted once, however often it occurs.",
    columns: [
      words("Source"),
      words("File"),
      numbers("Columns"),
      numbers("Mapped"),
      counts("Values"),
      counts("Refused"),
      counts("Tokens not read")
    ],
    rows: [...files.values()].map((d) => [d.source, d.file, d.columns, d.mapped, d.values, d.refused, d.unread]),
    page,
    records: true
  };
};

/** How well what was derived agrees with what the sources supplied. */
export const agreement: FactsMaker = (context) => ({
  subtitle: "What was derived by rule against what the source supplied, patients for whom both are known",
  caption:
    "Cohen’s κ is 1 for full agreement and 0 for that of chance; it is not defined where all answers are the same.",
  columns: [
    words("Fact"),
    words("Source"),
    words("Supplied"),
    words("Derived"),
    counts("Compared"),
    numbers("Agree, %"),
    numbers("κ")
  ],
  rows: context
    .quality()
    .agreement.map(({fact, source, supplied, derived, n, agree, kappa}) => [
      fact,
      source,
      supplied,
      derived,
      n,
      percent(agree, n),
      kappa === null ? null : Number(kappa.toFixed(3))
    ]),
  page,
  records: true
});

const known = "Known";

/** Why values are missing: all values of the patients’ table of each source, known or missing by reason. */
export const missingReasons: FactsMaker = (context) => {
  const table = context.quality().missingness.find((d) => d.table === "patients");
  const variables = table?.variables ?? [];
  const rows = (table?.rows ?? []).flatMap(({source, rows: n}, i) => {
    const reasons = new Map<string, number>();
    for (const {missing} of variables)
      for (const [reason, count] of Object.entries(missing[i].reasons))
        reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    const all = n * variables.length;
    const absent = [...reasons.values()].reduce((sum, count) => sum + count, 0);
    const line = (label: string, count: number) => [source, label, count, percent(count, all)];
    return all === 0
      ? []
      : [
          line(known, all - absent),
          ...[...reasons].map(([reason, count]) => line(labelOf("nullReason", reason), count))
        ];
  });
  return {
    subtitle: "All values of the patients’ table, known or missing by reason, by source",
    caption:
      "A value is a cell of the table: patients times variables, in brackets. Not collected and not tested are reasons; none of them is a “no”.",
    draw: "reasons",
    columns: [words("Source"), words("Known, or reason"), counts("Values"), numbers("%")],
    rows,
    page,
    records: true
  };
};

/** Patients found in two sources. */
export const overlap: FactsMaker = (context) => ({
  subtitle: "Patients found in two sources",
  caption: "A declared key was used to count each person once; a suspected overlap is told and not resolved.",
  columns: [words("Source"), words("Other source"), words("Found by"), words("Resolved"), counts("Patients")],
  rows: context
    .quality()
    .overlap.map(({a, b, key, declared, n}) => [a, b, key, declared ? "yes" : "only suspected", n]),
  page,
  records: true
});

function percent(n: number, of: number): number | null {
  return of === 0 ? null : Number(((100 * n) / of).toFixed(1));
}
