import type {ReleaseRows} from "./syntheticRelease.js";

/** A randomised patient of an invented trial; what is not given is not known. */
export interface TrialPatient {
  readonly arm: string;
  readonly stratum?: string | null;
  /** Days to death or last contact. */
  readonly time: number;
  readonly died: boolean;
  /** Day of remission; null if none. */
  readonly remission?: number | null;
  /** Day of relapse after the remission; null if none. */
  readonly relapse?: number | null;
  readonly transplant?: number | null;
  readonly sex?: "female" | "male" | null;
  readonly age?: number | null;
  readonly npm1?: boolean | null;
  readonly itt?: boolean | null;
  readonly actual?: string | null;
}

const landmark = 60;

/** Tables of a release with one trial, source `RATIFY`, beside the tables given. */
export function trialRows(patients: readonly TrialPatient[]): ReleaseRows {
  const id = (i: number) => `r${String(i).padStart(4, "0")}`;
  const each = <T>(make: (patient: TrialPatient, patient_id: string) => readonly T[]) =>
    patients.flatMap((patient, i) => make(patient, id(i)));
  return {
    sources: [
      {
        source_id: "RATIFY",
        name: "An invented trial",
        kind: "trial",
        index_event: "randomisation",
        n_patients: patients.length,
        access_tier: "internal",
        simulated: true,
        version: "1"
      }
    ],
    patients: each((patient, patient_id) => [
      {
        patient_id,
        source_id: "RATIFY",
        disease: "AML",
        arm_planned: patient.arm,
        arm_actual: patient.actual ?? null,
        randomisation_stratum: patient.stratum ?? null,
        itt: patient.itt ?? null,
        sex: patient.sex ?? null,
        age_years: patient.age ?? null
      }
    ]),
    cytogenetics: [],
    treatments: each(({transplant}, patient_id) =>
      transplant == null
        ? []
        : [{treatment_id: `t-${patient_id}`, patient_id, phase: "hct_allo", start_day: transplant}]
    ),
    patient_features: each(({npm1}, patient_id) => [
      {patient_id, NPM1: npm1 == null ? null : Number(npm1), "FLT3-ITD": null}
    ]),
    events: each(({remission}, patient_id) => (remission == null ? [] : [{patient_id, event: "cr", day: remission}])),
    outcomes: each((patient, patient_id) => outcomesOf(patient).map((outcome) => ({patient_id, ...outcome}))),
    endpoint_support: [
      support("OS", "OS", true, null),
      support("EFS", "EFS_AMLSG", true, null),
      support("EFS", "EFS_RATIFY", false, landmark)
    ]
  };
}

function support(endpoint: string, definition: string, is_default: boolean, landmark_day: number | null) {
  return {
    source_id: "RATIFY",
    endpoint,
    definition,
    support: "full",
    is_default,
    landmark_day,
    n: 0,
    n_events: 0,
    n_competing: 0
  };
}

function outcomesOf({time, died, remission = null, relapse = null}: TrialPatient) {
  const reached = remission !== null && remission <= landmark;
  const failure = reached ? Math.min(relapse ?? Infinity, died ? time : Infinity) : Math.min(landmark, time);
  const efs = Number.isFinite(failure) ? {time_days: failure, status: 1} : {time_days: time, status: 0};
  const all = [
    {endpoint: "OS", definition: "OS", start_day: 0, time_days: time, status: Number(died)},
    {endpoint: "EFS", definition: "EFS_RATIFY", start_day: 0, ...efs}
  ];
  if (remission === null) return all;
  const end = relapse ?? time;
  const status = relapse !== null ? 1 : died ? 2 : 0;
  return [...all, {endpoint: "CIR", definition: "CIR", start_day: remission, time_days: end - remission, status}];
}

const strata = ["FLT3-TKD", "FLT3-ITD low", "FLT3-ITD high"];

/** Two hundred patients from a small congruential generator: the same ones always. */
export function inventedPatients(n = 200): TrialPatient[] {
  let state = 12_345;
  const uniform = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state + 0.5) / 2_147_483_648;
  };
  return Array.from({length: n}, (_, i) => {
    const arm = i % 2 === 0 ? "midostaurin" : "placebo";
    const stratum = strata[Math.floor(uniform() * 3)];
    const natural = Math.ceil(-Math.log(uniform()) * (arm === "midostaurin" ? 1800 : 1200)) + 1;
    const end = 1100 + Math.floor(uniform() * 1400);
    const [died, time] = [natural <= end, Math.min(natural, end)];
    const day = 25 + Math.floor(uniform() * 60);
    const remission = uniform() < 0.65 && day < time ? day : null;
    const back = remission === null ? Infinity : remission + Math.ceil(-Math.log(uniform()) * 900);
    const relapse = uniform() < 0.6 && back < time ? back : null;
    return {
      arm,
      stratum,
      time,
      died,
      remission,
      relapse,
      transplant: uniform() < 0.25 && time > 150 ? 150 : null,
      sex: uniform() < 0.5 ? "female" : "male",
      age: 18 + Math.floor(uniform() * 42),
      npm1: uniform() < 0.3 ? null : uniform() < 0.6,
      itt: true,
      actual: arm
    };
  });
}
