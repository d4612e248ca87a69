import type {Release} from "../../loaders/release/readRelease.js";
import {type ReleaseRows, syntheticRelease} from "./syntheticRelease.js";

/** A patient of an invented release for reports; what is not given is not known. */
export interface ReportPatient {
  readonly source: string;
  readonly days: number;
  readonly died: boolean;
  readonly sex?: "female" | "male" | null;
  readonly age?: number | null;
  readonly npm1?: boolean | null;
  readonly itd?: boolean | null;
  /** Trisomy 8; null where the karyotype was not evaluable. */
  readonly gain8?: boolean | null;
}

type Removable = Release & {remove(): Promise<void>};

/**
 * A release with these patients and the summary tables that name its variables.
 *
 * @param indexEvents what day 0 is, by source; diagnosis where not given
 * @param fixed sources that chose their patients by FLT3-ITD
 * @param further rows of tables in place of those made here
 */
export async function reportRelease(
  patients: readonly ReportPatient[],
  indexEvents: Readonly<Record<string, string>> = {},
  fixed: readonly string[] = [],
  further: ReleaseRows = {}
): Promise<Removable> {
  const sources = [...new Set(patients.map(({source}) => source))];
  const id = (i: number) => `p${String(i).padStart(4, "0")}`;
  const number = (value: boolean | null | undefined) => (value == null ? null : Number(value));
  const ages = patients.flatMap(({age}) => age ?? []);
  const levels = (variable: string, values: readonly (string | null)[]) =>
    [...new Set(values.filter((d) => d !== null)).values()]
      .sort()
      .map((level): {variable: string; level: string | null; n: number} => ({
        variable,
        level,
        n: values.filter((d) => d === level).length
      }))
      .concat([{variable, level: null, n: values.filter((d) => d === null).length}]);
  const alteration = (name: string, gene_symbol: string, values: readonly (number | null)[]) =>
    [null, ...sources].map((source_id) => {
      const own = values.filter((_, i) => source_id === null || patients[i].source === source_id);
      return {
        source_id,
        alteration: name,
        gene_symbol,
        n_mutated: own.filter((d) => d === 1).length,
        n_tested: own.filter((d) => d !== null).length,
        n_patients: own.length,
        by_design: name === "FLT3-ITD" && source_id !== null && fixed.includes(source_id)
      };
    });
  return await syntheticRelease({
    sources: sources.map((source_id) => ({
      source_id,
      name: `Source ${source_id}`,
      kind: "registry",
      index_event: indexEvents[source_id] ?? "diagnosis",
      n_patients: patients.filter(({source}) => source === source_id).length,
      access_tier: "internal",
      simulated: true,
      version: "1"
    })),
    patients: patients.map(({source, sex = null, age = null}, i) => ({
      patient_id: id(i),
      source_id: source,
      disease: "AML",
      sex,
      age_years: age
    })),
    cytogenetics: patients.flatMap(({gain8}, i) =>
      gain8 === undefined
        ? []
        : [
            {
              sample_id: `s${id(i)}`,
              patient_id: id(i),
              status: gain8 === null ? "failed" : gain8 ? "abnormal" : "normal",
              gain8
            }
          ]
    ),
    treatments: [],
    findings: [],
    patient_features: patients.map(({npm1, itd}, i) => ({
      patient_id: id(i),
      NPM1: number(npm1),
      "FLT3-ITD": number(itd)
    })),
    outcomes: patients.map(({days, died}, i) => ({
      patient_id: id(i),
      endpoint: "OS",
      definition: "OS",
      start_day: 0,
      time_days: days,
      status: Number(died)
    })),
    summary_levels: [
      ...levels("source_id", patients.map(({source}) => source)), // prettier-ignore
      ...levels("sex", patients.map(({sex = null}) => sex)), // prettier-ignore
      ...(patients.some(({gain8}) => gain8 !== undefined) ? levels("cyto_gain8", patients.map(({gain8}) => gain8 == null ? null : String(gain8))) : []) // prettier-ignore
    ],
    summary_values: [
      {
        variable: "age_years",
        n: ages.length,
        minimum: Math.min(...ages),
        q1: 50,
        median: 60,
        q3: 70,
        maximum: Math.max(...ages)
      }
    ],
    summary_alterations: [
      ...alteration("NPM1", "NPM1", patients.map(({npm1}) => number(npm1))), // prettier-ignore
      ...alteration("FLT3-ITD", "FLT3", patients.map(({itd}) => number(itd))) // prettier-ignore
    ],
    summary_survival: [],
    ...further
  });
}
