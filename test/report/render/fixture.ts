import type {
  Count,
  Estimate,
  Hidden,
  ReportBlock,
  ReportCurve,
  ReportResult,
  Share,
  TestResult
} from "../../../src/model/report.js";
import type {RenderRelease} from "../../../loaders/report/render/renderRelease.js";

/** A shown number of patients; the sets of these invented reports are named after nothing. */
export function count(n: number, set = `invented=${n}`): Count {
  return {set, n};
}

/** A number that may not be shown. */
export function hidden(why: Hidden = "small"): Count {
  return {set: `invented=${why}`, n: null, hidden: why};
}

export function share(n: number, of: number): Share {
  return {count: count(n), of: count(of)};
}

export function estimate(value: number, lower: number, upper: number): Estimate {
  return {estimate: value, lower, upper};
}

export const none: Estimate = {estimate: null, lower: null, upper: null};

export function test(method: string, p: number, further: Partial<TestResult> = {}): TestResult {
  return {method, statistic: 12.34, df: 2, p, ...further};
}

const year = 365.25;

/** A curve that falls (or rises) evenly with `steps` steps to `end` after ten years. */
export function curve(end: number, steps: number, first: 0 | 1 = 1): ReportCurve {
  const at = Array.from({length: steps}, (_, i) => i + 1);
  const value = at.map((i) => first + (end - first) * Math.sqrt(i / steps));
  return {
    resolution: "exact",
    time: at.map((i) => Math.round((10 * year * i) / steps)),
    value,
    lower: value.map((v) => Math.max(0, v - 0.05)),
    upper: value.map((v) => Math.min(1, v + 0.05)),
    atRisk: at.map((i) => steps - i + 1),
    event: at.map(() => 1),
    censored: at.map(() => 0)
  };
}

/** The same as a public release has it: at whole years, without numbers at each time. */
export function knots(end: number, first: 0 | 1 = 1): ReportCurve {
  const {time, value, lower, upper} = curve(end, 8, first);
  return {resolution: "knots", time, value, lower, upper};
}

function frame(id: string, title: string) {
  return {
    id,
    title,
    subtitle: "Overall survival from diagnosis by ELN risk, invented numbers.",
    caption: "Kaplan–Meier with 95 % log–log interval.",
    population: count(1234),
    sources: ["TEST-A", "TEST-B"],
    notes: [] as string[],
    methods: ["Survival was estimated by the Kaplan–Meier method"],
    explorer: {page: "survival", query: "source=TEST-A&group=eln_2022"}
  };
}

const columns = [
  {label: "Source A", set: count(800)},
  {label: "Source B", set: count(434)}
];

function risk(n: number, smallest = 0) {
  return [0, 2, 4, 6, 8, 10].map((y) => {
    const left = Math.round(n * (1 - y / 11));
    const shown = left >= smallest;
    return {day: y * year, atRisk: shown ? left : null, events: n - left, censored: 0};
  });
}

/** One block of every kind; the figures are invented and look like nothing that was measured. */
export const blocks: readonly ReportBlock[] = [
  {
    ...frame("table", "Who is in it, by ECOG"),
    kind: "counts",
    draw: "table",
    columns,
    rows: [
      {label: "female", heading: "Sex", cells: [share(400, 800), share(217, 434)], smd: 0.02},
      {label: "male", cells: [share(400, 800), share(217, 434)], smd: -0.02},
      {label: "rare", heading: "Type", cells: [{count: hidden(), of: count(800)}, null], test: test("Fisher", 0.2)}
    ]
  },
  {
    ...frame("bars", "How many in each class"),
    kind: "counts",
    draw: "bars",
    columns: [columns[0]],
    rows: [
      {label: "favourable", code: "favourable", cells: [share(300, 800)]},
      {label: "adverse", code: "adverse", cells: [share(496, 800)]},
      {label: "other", code: "other", cells: [{count: hidden("complementary"), of: count(800)}]}
    ]
  },
  {
    ...frame("dots", "How often each gene is mutated"),
    kind: "counts",
    draw: "dots",
    columns,
    rows: ["NPM1", "FLT3-ITD", "TP53"].map((label, i) => ({label, cells: [share(200 - 60 * i, 700), share(90, 400)]}))
  },
  {
    ...frame("heat", "What is complete"),
    kind: "counts",
    draw: "heat",
    columns,
    rows: ["Age", "WBC"].map((label) => ({label, cells: [share(790, 800), null]}))
  },
  {
    ...frame("flow-of-classes", "Who changes the class"),
    kind: "counts",
    draw: "alluvial",
    columns: [
      {label: "favourable", set: count(500)},
      {label: "adverse", set: count(734)}
    ],
    rows: [
      {label: "favourable", code: "favourable", cells: [share(480, 520), share(40, 520)]},
      {label: "adverse", code: "adverse", cells: [share(20, 714), share(694, 714)]}
    ]
  },
  {
    ...frame("pyramid", "How old women and men are"),
    kind: "counts",
    draw: "pyramid",
    columns: [
      {label: "All patients", code: "all", set: count(1234)},
      {label: "Male", code: "male", set: count(617)},
      {label: "Female", code: "female", set: count(617)}
    ],
    rows: [
      {label: "50–59", code: "50", cells: [share(300, 1200), share(120, 600), share(180, 600)]},
      {label: "60–69", code: "60", cells: [share(900, 1200), share(480, 600), {count: hidden(), of: count(600)}]},
      {label: "Not known", cells: [share(34, 1234), share(17, 617), share(17, 617)]}
    ]
  },
  {
    ...frame("case-mix", "How different they are"),
    kind: "facts",
    draw: "differences",
    columns: [
      {label: "Variable", numeric: false},
      {label: "A – B", numeric: true},
      {label: "A – C", numeric: true}
    ],
    rows: [
      ["Age", -0.62, 0.05],
      ["Sex", 0.0001, null]
    ]
  },
  {
    ...frame("reasons", "Why values are missing"),
    kind: "facts",
    draw: "reasons",
    records: true,
    columns: [
      {label: "Source", numeric: false},
      {label: "Known, or reason", numeric: false},
      {label: "Values", numeric: true},
      {label: "%", numeric: true}
    ],
    rows: [
      ["A", "Known", 750, 75],
      ["A", "Not tested", 250, 25],
      ["B", "Known", 400, 100]
    ]
  },
  {
    ...frame("values", "Blood values"),
    kind: "values",
    columns,
    rows: [
      {
        label: "White blood cells",
        unit: "10*9/L",
        cells: [
          {known: count(790), missing: count(10), median: 12.3, q1: 3.4, q3: 45.6},
          {known: hidden(), missing: count(432), median: null, q1: null, q3: null}
        ],
        test: test("Wilcoxon", 0.00002)
      }
    ]
  },
  {
    ...frame("os", "How long do patients live?"),
    notes: ["Sources count from different index events."],
    kind: "survival",
    endpoint: {
      definition: "os_any_cause",
      label: "Overall survival",
      start: "diagnosis",
      words: "Death from any cause."
    },
    groups: [
      ["favourable", 0.6],
      ["intermediate", 0.4],
      ["adverse", 0.2]
    ].map(([label, end], i) => ({
      label: String(label),
      code: String(label),
      n: count(300 + i),
      events: count(120 + 40 * i),
      curve: curve(Number(end), 300),
      risk: risk(300),
      median: i === 0 ? none : estimate(1000 - 200 * i, 800 - 200 * i, 1300 - 200 * i),
      at: [estimate(0.8 - 0.2 * i, 0.75 - 0.2 * i, 0.85 - 0.2 * i), null],
      followUp: 5.9 * year
    })),
    times: [year, 5 * year],
    test: test("Log-rank test", 0.0000001),
    contrasts: [
      {
        label: "adverse",
        reference: "favourable",
        adjustment: "stratified by source",
        hazardRatio: estimate(3.21, 2.5, 4.12),
        n: count(602),
        events: count(320),
        test: test("Wald test", 0.0000001)
      }
    ],
    proportionality: test("Schoenfeld residuals", 0.031),
    restrictedMean: {
      horizon: 5 * year,
      groups: [estimate(1500, 1400, 1600), estimate(1200, 1100, 1300), estimate(800, 700, 900)],
      differences: [none, estimate(-300, -420, -180), estimate(-700, -820, -580)]
    }
  },
  {
    ...frame("os-public", "The same as published"),
    kind: "survival",
    endpoint: {
      definition: "os_any_cause",
      label: "Overall survival",
      start: "diagnosis",
      words: "Death from any cause."
    },
    groups: [
      {
        label: "mutated",
        code: "mutated",
        n: count(200),
        events: count(90),
        curve: knots(0.4),
        risk: risk(200, 60),
        median: estimate(1000, 900, 1100),
        at: [estimate(0.7, 0.6, 0.8)],
        followUp: null
      },
      {
        label: "wild type",
        code: "wild_type",
        n: hidden(),
        events: hidden("few_events"),
        curve: null,
        risk: [],
        median: none,
        at: [null],
        followUp: null
      }
    ],
    times: [2 * year],
    test: null,
    contrasts: [],
    proportionality: null,
    restrictedMean: null
  },
  {
    ...frame("relapse", "Who relapses, and who dies without?"),
    kind: "incidence",
    endpoint: {label: "Relapse", start: "remission", words: "Relapse; death without relapse competes."},
    causes: [
      {code: "relapse", label: "Relapse"},
      {code: "death", label: "Death without relapse"}
    ],
    groups: ["favourable", "adverse"].map((label, i) => ({
      label,
      code: label,
      n: count(200),
      causes: [
        {events: count(60), curve: curve(0.3 + 0.2 * i, 120, 0), at: [estimate(0.3, 0.25, 0.35)]},
        {events: count(20), curve: curve(0.1, 60, 0), at: [estimate(0.1, 0.07, 0.13)]}
      ],
      risk: risk(200)
    })),
    times: [5 * year],
    tests: [test("Gray’s test", 0.004), null]
  },
  {
    ...frame("model", "What goes with death?"),
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: [
      {label: "favourable", heading: "ELN", n: count(300), events: count(120), effect: none, reference: true},
      {
        label: "adverse",
        n: count(302),
        events: count(200),
        effect: estimate(3.2, 2.4, 4.2),
        test: test("Wald", 0.0001)
      },
      {label: "age, per 10 years", n: null, events: null, effect: estimate(1.3, 1.2, 1.4)},
      {label: "too few", n: hidden(), events: hidden(), effect: none}
    ],
    heterogeneity: null,
    tests: [test("Likelihood-ratio test", 0.02)],
    fit: {n: count(1200), events: count(700), dropped: count(34), parameters: 5}
  },
  {
    ...frame("pooled", "How common is it in each source?"),
    kind: "forest",
    measure: "Prevalence, %",
    scale: "linear",
    none: null,
    rows: [
      {label: "Source A", n: count(800), events: null, effect: estimate(30.1, 27.0, 33.4)},
      {label: "Source B", n: count(434), events: null, effect: estimate(26.0, 22.1, 30.4)},
      {label: "Both", n: count(1234), events: null, effect: estimate(28.5, 24.9, 32.4), pooled: true}
    ],
    heterogeneity: {i2: 0.42, q: 1.7, df: 1, p: 0.19},
    tests: [],
    fit: null
  },
  {
    ...frame("together", "What comes together?"),
    kind: "pairs",
    names: ["NPM1", "FLT3-ITD", "TP53"],
    pairs: [
      {
        a: "NPM1",
        b: "FLT3-ITD",
        both: count(150),
        tested: count(1100),
        oddsRatio: estimate(3.4, 2.6, 4.5),
        test: test("Fisher", 1e-9, {q: 3e-9, family: "pairs"})
      },
      {
        a: "NPM1",
        b: "TP53",
        both: hidden(),
        tested: count(1100),
        oddsRatio: estimate(0.1, 0.03, 0.3),
        test: test("Fisher", 1e-4, {q: 0.02})
      },
      {a: "FLT3-ITD", b: "TP53", both: count(0), tested: count(1100), oddsRatio: none, test: null}
    ]
  },
  {
    ...frame("calibration", "Does the prediction hold?"),
    kind: "lines",
    xLabel: "Predicted survival at 3 years",
    yLabel: "Observed",
    diagonal: true,
    lines: [
      {
        label: "ELN 2022",
        code: null,
        n: count(1200),
        points: [0.2, 0.4, 0.6, 0.8].map((x) => ({x, ...estimate(x + 0.02, x - 0.04, x + 0.08)}))
      }
    ]
  },
  {
    ...frame("flow", "From received to analysed"),
    kind: "flow",
    steps: [
      {label: "Received", count: count(1300), left: [{label: "no consent", count: hidden()}]},
      {label: "Analysed", count: count(1234), left: []}
    ]
  },
  {
    ...frame("facts", "Published beside computed"),
    kind: "facts",
    columns: [
      {label: "Figure", numeric: false},
      {label: "Published", numeric: true}
    ],
    rows: [
      ["Median, months", 27.9],
      ["Not given", null]
    ]
  }
];

/** An invented report with every kind of block and claims of every state. */
export const report: ReportResult = {
  id: "invented",
  title: "An invented report on NPM1",
  audience: "clinician",
  group: "report",
  answer: [
    {
      id: "first",
      text: "Of 1,234 invented patients, NPM1 was mutated in 28 % (25–31).",
      assertion: "share > 0.2",
      holds: true,
      blocks: ["dots"]
    },
    {id: "second", text: "This must not be printed.", assertion: "hazard ratio > 4", holds: false, blocks: ["os"]}
  ],
  sections: [
    {
      heading: "Who and how many",
      text: ["Patients of two sources, with MRD where it was looked for."],
      claims: [{id: "third", text: null, assertion: "events > 10", holds: null, blocks: []}],
      blocks: blocks.slice(0, 6)
    },
    {heading: "How they fare", text: [], claims: [], blocks: blocks.slice(6)}
  ],
  limitations: ["None of this happened."],
  references: ["Nobody A. Nothing. J Invent 2020;1:1."],
  disclaimer: "No conclusion on efficacy may be drawn from simulated data.",
  tier: "consortium"
};

/** The release of those invented reports. */
export const release: RenderRelease = {
  releaseId: "0123456789abcdef",
  studyTitle: "Invented study",
  tier: "consortium",
  simulated: true,
  simulatedNotice: "simulated data; not patient data",
  sources: ["TEST-A", "TEST-B"].map((id, i) => ({
    id,
    name: `Source ${"AB"[i]} (simulated)`,
    patients: 800 - 366 * i,
    simulated: true,
    indexEvent: "diagnosis",
    followupMedianMonths: 60 + i,
    version: "1",
    citation: null,
    licence: null
  })),
  versions: {rules: "aml 1", dictionary: "1", schema: "1.5.0", hemiola: "0.1.0"},
  genes: new Set(["NPM1", "FLT3", "TP53"])
};
