import type {ReleaseRows} from "./syntheticRelease.js";

/** One followed target: gene, whether it was found (null: no result), allele frequency before and after. */
type Target = readonly [gene: string, found: boolean | null, before: number | null, after: number | null];

/** An invented patient: day of the sample, remission, end of remission and how it ended, death or last contact. */
export interface CoursePatient {
  readonly id: string;
  /** Null: no sample after induction. */
  readonly sampleDay: number | null;
  /** Null: never in remission. */
  readonly remissionDay: number | null;
  /** Days from remission to relapse (1), death (2) or the last contact (0). */
  readonly end: readonly [days: number, status: 0 | 1 | 2];
  /** Day of death (1) or last contact (0). */
  readonly overall: readonly [day: number, status: 0 | 1];
  readonly targets: readonly Target[];
}

const course = (
  id: string,
  sampleDay: number | null,
  remissionDay: number | null,
  end: CoursePatient["end"],
  overall: CoursePatient["overall"],
  targets: readonly Target[]
): CoursePatient => ({id, sampleDay, remissionDay, end, overall, targets});

/** Patients of every group and of every reason not to be analysed from the landmark. */
export const coursePatients: readonly CoursePatient[] = [
  course("a01", 60, 30, [130, 1], [400, 1], [["NPM1", true, 0.4, 0.02]]),
  course(
    "a02",
    60,
    35,
    [225, 1],
    [700, 1],
    [
      ["NPM1", true, 0.35, 0.01],
      ["DNMT3A", true, 0.45, 0.4]
    ]
  ),
  course("a03", 70, 40, [630, 0], [670, 0], [["NRAS", true, 0.2, 0.005]]),
  course("a04", 65, 30, [335, 2], [365, 1], [["NPM1", true, 0.38, 0.1]]),
  course(
    "a05",
    60,
    28,
    [500, 1],
    [900, 0],
    [
      ["DNMT3A", true, 0.44, 0.42],
      ["NPM1", false, 0.4, null]
    ]
  ),
  course("a06", 62, 30, [1200, 0], [1230, 0], [["TET2", true, 0.5, 0.3]]),
  course(
    "a07",
    58,
    30,
    [1500, 0],
    [1530, 0],
    [
      ["ASXL1", true, 0.3, 0.2],
      ["NRAS", false, 0.1, null]
    ]
  ),
  course("a08", 61, 30, [300, 2], [330, 1], [["DNMT3A", true, 0.4, 0.35]]),
  course("a09", 60, 31, [1400, 0], [1431, 0], [["NPM1", false, 0.4, null]]),
  course("a10", 63, 33, [700, 1], [1000, 1], [["NPM1", false, 0.36, null]]),
  course(
    "a11",
    60,
    30,
    [1600, 0],
    [1630, 0],
    [
      ["NRAS", false, 0.22, null],
      ["DNMT3A", false, 0.41, null]
    ]
  ),
  course("a12", 64, 30, [1100, 2], [1130, 1], [["NPM1", false, null, null]]),
  course("a13", 60, 30, [1300, 0], [1330, 0], [["NPM1", false, 0.3, null]]),
  // Not analysed from the landmark, a reason each; on the day itself counts as before.
  course("b01", 60, 30, [30, 1], [200, 1], [["NPM1", true, 0.4, 0.2]]),
  course("b02", 60, 30, [20, 2], [50, 1], [["NPM1", false, 0.4, null]]),
  course("b03", 60, 30, [25, 0], [55, 0], [["NPM1", false, 0.33, null]]),
  course("b04", 60, 90, [400, 1], [600, 1], [["NPM1", true, 0.4, 0.3]]),
  course("b05", 60, null, [0, 0], [300, 1], [["NRAS", true, 0.2, 0.2]]),
  course("b06", 60, 30, [500, 0], [530, 0], [["NPM1", null, 0.4, null]]),
  course("b07", 60, 30, [600, 0], [630, 0], []),
  // No sample after induction.
  course("c01", null, 30, [600, 0], [630, 0], []),
  course("c02", null, 30, [600, 0], [630, 0], [])
];

const dta = new Set(["DNMT3A", "TET2", "ASXL1"]);
const classes = ["npm1", "inv3", "other_class"] as const;

/** Index of a patient's class: six or more of the first two, three of the third, the last two of none. */
export function classOf(index: number): number | null {
  return index < 9 ? 0 : index < 17 ? 1 : index < 20 ? 2 : null;
}

/** Expression of three genes: of patient i in batch i mod 2, one of which measures everything 2 higher. */
export function expressionOf(gene: number, index: number): number {
  return 6 + gene + (index % 2) * 2 + (classOf(index) === gene ? 1.5 : 0) + ((index * 7) % 5) / 10;
}

/** Genes in the order in which they are invented; sorted they stand in another. */
export const measuredGenes = ["MECOM", "HOXA9", "CD34"];

const whole = (chrom: string, length: number, ratio: number) => ({chrom, start: 1, end: length, log2_ratio: ratio});

/** Segments: the first four patients have lost chromosome 7, the next three 5q, the next two have gained 8; 17 is not covered. */
function segmentsOf(index: number) {
  const five = index >= 4 && index < 7;
  return [
    whole("7", 159_138_663, index < 4 ? -0.6 : 0),
    {chrom: "5", start: 1, end: 60_000_000, log2_ratio: 0},
    {chrom: "5", start: 60_000_001, end: 180_915_260, log2_ratio: five ? -0.5 : 0.05},
    whole("8", 146_364_022, index === 7 || index === 8 ? 0.45 : 0)
  ];
}

const withSample = coursePatients.filter(({sampleDay}) => sampleDay !== null);

/** A release of two sources, the first with all that the page shows, the second with nothing of it. */
export const longitudinalRows: ReleaseRows = {
  sources: ["A", "B"].map((source_id) => ({
    source_id,
    name: `Source ${source_id}`,
    kind: "trial",
    index_event: "diagnosis",
    n_patients: source_id === "A" ? coursePatients.length : 1,
    access_tier: "internal",
    simulated: true,
    version: "1"
  })),
  patients: [
    ...coursePatients.map(({id, overall}) => ({
      patient_id: id,
      source_id: "A",
      disease: "AML",
      followup_days: overall[0]
    })),
    {patient_id: "z", source_id: "B", disease: "AML", followup_days: 10}
  ],
  cytogenetics: coursePatients.slice(0, 20).map(({id}, i) => ({
    sample_id: `${id}-d`,
    patient_id: id,
    status: i === 19 ? "failed" : "abnormal",
    // One of the four losses of chromosome 7 is not in the karyotype, and the karyotype has one that is not in the array.
    minus7: i === 19 ? null : i < 3 || i === 10,
    loss5q: i === 19 ? null : i >= 4 && i < 7,
    del7q: i === 19 ? null : false,
    abn17p: i === 19 ? null : false,
    gain8: i === 19 ? null : i === 7 || i === 8
  })),
  patient_features: coursePatients.map(({id, targets}) => ({
    patient_id: id,
    NPM1: targets.some(([gene]) => gene === "NPM1") ? 1 : 0
  })),
  treatments: [],
  samples: [
    ...coursePatients.map(({id}) => ({sample_id: `${id}-d`, patient_id: id, timepoint: "diagnosis", day: 0})),
    ...withSample.map(({id, sampleDay}) => ({
      sample_id: `${id}-p`,
      patient_id: id,
      timepoint: "post_c2",
      day: sampleDay
    })),
    {sample_id: "z-d", patient_id: "z", timepoint: "diagnosis", day: 0}
  ],
  assays: coursePatients.flatMap(({id}, i) => [
    {
      assay_id: `${id}-e`,
      sample_id: `${id}-d`,
      assay_type: "expr_array",
      status: "done",
      platform: "Array E",
      batch: `batch ${i % 2}`
    },
    {
      assay_id: `${id}-c`,
      sample_id: `${id}-d`,
      assay_type: "SNP_array",
      status: "done",
      platform: "Array C",
      batch: null
    }
  ]),
  mutations: coursePatients.flatMap(({id, targets}) =>
    targets.flatMap(([gene, , before]) =>
      before === null
        ? []
        : [
            {
              mutation_id: `${id}-${gene}`,
              sample_id: `${id}-d`,
              patient_id: id,
              gene_symbol: gene,
              vaf: before,
              call_class: "oncogenic",
              qc: "pass"
            }
          ]
    )
  ),
  mrd: [
    ...withSample.flatMap(({id, targets}) => {
      const row = {sample_id: `${id}-p`, patient_id: id, method: "NGS"};
      const found = targets.map(([, status]) => status);
      const any = found.includes(true) ? "pos" : found.includes(null) ? "not_evaluable" : "neg";
      return [
        // Nothing was followed in the patient without targets, nor was the sample summed up.
        ...(targets.length > 0
          ? [{...row, target: "any", status: any}]
          : [{...row, target: "any", status: "not_evaluable"}]),
        ...targets.map(([gene, status, , after]) => ({
          ...row,
          target: gene,
          status: status === null ? "not_evaluable" : status ? "pos" : "neg",
          value: after,
          unit: after === null ? null : "1",
          lod: 0.002,
          is_dta: dta.has(gene)
        }))
      ];
    }),
    // A gene that was not mutated at diagnosis: not counted.
    {
      sample_id: "a09-p",
      patient_id: "a09",
      method: "NGS",
      target: "TP53",
      status: "neg",
      lod: 0.002,
      is_dta: false
    },
    // By another method: no part in persistence.
    {sample_id: "a09-p", patient_id: "a09", method: "MFC", target: "LAIP", status: "pos", value: 0.5, unit: "%"}
  ],
  outcomes: coursePatients.flatMap(({id, remissionDay, end, overall}) => [
    {
      patient_id: id,
      endpoint: "OS",
      definition: "OS",
      start_day: 0,
      time_days: overall[0],
      status: overall[1],
      event: overall[1] === 1 ? "death" : null
    },
    ...(remissionDay === null
      ? []
      : [
          {
            patient_id: id,
            endpoint: "CIR",
            definition: "CIR",
            start_day: remissionDay,
            time_days: end[0],
            status: end[1],
            event: end[1] === 1 ? "relapse" : end[1] === 2 ? "death" : null
          }
        ])
  ]),
  classifications: coursePatients.map(({id}, i) => {
    const index = classOf(i);
    return {
      patient_id: id,
      system: "nejm2016",
      ruleset_version: "1",
      value: index === null ? null : classes[index],
      status: index === null ? "unresolved" : "definite",
      possible: ""
    };
  }),
  classification_rules: classes.map((value, i) => ({
    system: "nejm2016",
    version: "1",
    title: "Genomic classification",
    kind: "entity",
    citation: "Invented",
    order: i + 1,
    rule_id: value,
    label: value,
    value,
    value_label: `Class ${i + 1}`,
    value_order: i + 1,
    condition: "invented"
  })),
  expression: coursePatients.flatMap(({id}, i) =>
    measuredGenes.map((gene_symbol, g) => ({
      sample_id: `${id}-d`,
      gene_symbol,
      value: expressionOf(g, i),
      unit: "log2_intensity"
    }))
  ),
  copy_number: coursePatients
    .slice(0, 20)
    .flatMap(({id}, i) => segmentsOf(i).map((segment) => ({sample_id: `${id}-d`, patient_id: id, ...segment}))),
  summary_alterations: [
    {alteration: "NPM1", gene_symbol: "NPM1", n_mutated: 14, n_tested: 22, n_patients: 23, by_design: false}
  ]
};
