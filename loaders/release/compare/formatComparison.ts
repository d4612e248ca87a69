import type {
  Estimate,
  EstimateChange,
  PatientChanges,
  ReleaseComparison,
  VariableChange
} from "../../../src/model/releaseComparison.js";

/** A comparison of two releases in words, section by section; what stayed the same is counted, not listed. */
export function formatComparison(comparison: ReleaseComparison): string {
  const {before, after, versions, inputs, sources, patients, tables, variables, shifts, estimates} = comparison;
  const {id, study} = after;
  const sections: [title: string, lines: string[]][] = [
    [`${study.title}: ${before.id} → ${id}`, [`patients ${number(before.patients)} → ${number(after.patients)}`]],
    [
      "Versions",
      versions
        .filter(({before: a, after: b}) => a !== b)
        .map(({what, before: a, after: b}) => `${what} ${a ?? "none"} → ${b ?? "none"}`)
    ],
    [
      "Raw files",
      inputs
        .filter(({before: a, after: b}) => a?.sha256 !== b?.sha256)
        .map(({source, file, before: a, after: b}) => {
          const records = a && b ? `changed, ${number(a.rows)} → ${number(b.rows)} records` : a ? "no longer" : "new";
          return `${source}/${file}: ${records}`;
        })
    ],
    [
      "Patients",
      [
        ...sources.map((source) => {
          const {versionBefore: a, versionAfter: b} = source;
          const version = a === b ? "" : a === null ? ", new" : b === null ? ", no longer" : `, version ${a} → ${b}`;
          return `${source.source}: ${patientWords(source)}${version}`;
        }),
        ...(sources.length > 1 ? [`all: ${patientWords(patients)}`] : [])
      ]
    ],
    [
      "Tables",
      tables
        .filter(({same}) => !same)
        .map(({table, rowsBefore: a, rowsAfter: b}) => {
          if (a === null || b === null) return `${table}: ${a === null ? "new" : "no longer"}`;
          return `${table}: ${a === b ? `changed, ${number(b)} rows` : `${number(a)} → ${number(b)} rows`}`;
        })
    ],
    ["Variables", variables.map(variableWords)],
    [
      "Classes",
      shifts
        .filter(({from, to}) => from !== to)
        .map(
          ({system, from, to, patients: n}) =>
            `${system}: ${from ?? "not resolved"} → ${to ?? "not resolved"}, ${plural(n, "patient")}`
        )
    ],
    ["Estimates", estimateLines(estimates)]
  ];
  return `${sections.map(([title, lines]) => [title, ...(lines.length === 0 ? ["unchanged"] : lines).map((d) => `  ${d}`)].join("\n")).join("\n\n")}\n`;
}

function patientWords({gone, come, changed, unchanged}: PatientChanges): string {
  return `${number(come)} in, ${number(gone)} out, ${number(changed)} changed, ${number(unchanged)} unchanged`;
}

function variableWords({table, column, change, compared, changed, knownBefore, knownAfter}: VariableChange): string {
  const name = `${table}.${column}`;
  if (change !== "changed") return `${name}: ${change}, ${number(knownAfter ?? knownBefore ?? 0)} known`;
  const values = compared === null ? "changed" : `${number(changed ?? 0)} of ${number(compared)} values changed`;
  const known =
    knownBefore === knownAfter ? number(knownAfter ?? 0) : `${number(knownBefore ?? 0)} → ${number(knownAfter ?? 0)}`;
  return `${name}: ${values}, ${known} known`;
}

/** Patients, deaths and survival always; shares only where they changed. */
function estimateLines(estimates: readonly EstimateChange[]): string[] {
  const always = new Set(["patients", "deaths", "os_median", "os_5y"]);
  const shown = estimates.filter((d) => always.has(d.measure) || changedEstimate(d));
  const rest = estimates.length - shown.length;
  const lines = shown.map((d) => {
    const name = d.source === null ? d.label : `${d.source}: ${d.label}`;
    const [a, b] = [d.before, d.after].map((estimate) => estimateWords(d, estimate));
    return `${name} ${changedEstimate(d) ? `${a} → ${b}` : `${b}, unchanged`}`;
  });
  return rest === 0 ? lines : [...lines, `${number(rest)} others unchanged`];
}

function changedEstimate({before, after}: EstimateChange): boolean {
  const parts = (d: Estimate | null) => JSON.stringify(d && [d.value, d.lower, d.upper, d.n, d.total]);
  return parts(before) !== parts(after);
}

function estimateWords({measure, unit}: EstimateChange, estimate: Estimate | null): string {
  if (!estimate) return "none";
  const {value, lower, upper, n, total} = estimate;
  if (unit === "patients") return value === null ? "not known" : number(value);
  if (measure === "alteration_frequency" || measure === "class_frequency") {
    return `${number(n ?? 0)}/${number(total)}${value === null ? "" : ` (${value.toFixed(1)} %)`}`;
  }
  const unitWords = unit === "%" ? " %" : ` ${unit}`;
  if (value === null) return measure === "os_median" ? "not reached" : "not estimable";
  const limit = (d: number | null) => (d === null ? "–" : d.toFixed(1));
  return `${value.toFixed(1)}${unitWords} (${limit(lower)} to ${limit(upper)})`;
}

function plural(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? "" : "s"}`;
}

function number(value: number): string {
  return value.toLocaleString("en-GB");
}
