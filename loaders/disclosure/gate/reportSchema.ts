import {z} from "zod";

const text = z.string();
const value = z.number().nullable();
const count = z.strictObject({
  set: text.min(1),
  n: z.number().int().nonnegative().nullable(),
  hidden: z.enum(["small", "complementary", "differencing", "few_events", "homogeneous", "policy"]).optional()
});
const share = z.strictObject({count, of: count});
const estimate = z.strictObject({estimate: value, lower: value, upper: value});
const test = z.strictObject({
  method: text,
  statistic: value,
  letter: z.enum(["z", "t"]).optional(),
  df: value,
  p: value,
  oneSided: value.optional(),
  withheld: text.optional(),
  q: value.optional(),
  family: text.optional()
});
const frame = {
  id: text,
  title: text,
  subtitle: text,
  caption: text,
  population: count,
  sources: z.array(text),
  notes: z.array(text),
  leftOut: z.array(z.strictObject({label: text, count})).optional(),
  methods: z.array(text),
  explorer: z.strictObject({page: text, query: text}).nullable()
};
const heads = z.array(z.strictObject({label: text, code: text.nullable().optional(), set: count}));
const beside = {smd: value.optional(), test: test.optional()};
const numbers = z.array(z.number());
const curve = z.strictObject({
  resolution: z.enum(["exact", "knots"]),
  time: numbers,
  value: numbers,
  lower: z.array(value),
  upper: z.array(value),
  atRisk: numbers.optional(),
  event: numbers.optional(),
  censored: numbers.optional(),
  eventsOf: z.record(z.string(), numbers).optional(),
  tail: z.strictObject({from: z.number(), fewerThan: z.number()}).optional()
});
const risk = z.array(z.strictObject({day: z.number(), atRisk: value, events: value, censored: value}));
const code = text.nullable();

const counts = z.strictObject({
  ...frame,
  kind: z.literal("counts"),
  draw: z.enum(["table", "bars", "dots", "heat", "alluvial", "upset", "pyramid"]),
  columns: heads,
  rows: z.array(
    z.strictObject({
      label: text,
      heading: text.optional(),
      code: text.optional(),
      cells: z.array(share.nullable()),
      ...beside
    })
  )
});
const values = z.strictObject({
  ...frame,
  kind: z.literal("values"),
  draw: z.literal("boxes").optional(),
  columns: heads,
  rows: z.array(
    z.strictObject({
      label: text,
      unit: text.nullable(),
      cells: z.array(z.strictObject({known: count, missing: count, median: value, q1: value, q3: value})),
      ...beside
    })
  )
});
const survival = z.strictObject({
  ...frame,
  kind: z.literal("survival"),
  endpoint: z.strictObject({definition: text, label: text, start: text, words: text}),
  groups: z.array(
    z.strictObject({
      label: text,
      code,
      n: count,
      events: count,
      curve: curve.nullable(),
      risk,
      median: estimate,
      at: z.array(estimate.nullable()),
      followUp: value
    })
  ),
  times: numbers,
  test: test.nullable(),
  contrasts: z.array(
    z.strictObject({
      label: text,
      reference: text,
      adjustment: text,
      hazardRatio: estimate,
      n: count,
      events: count,
      test: test.nullable()
    })
  ),
  proportionality: test.nullable(),
  restrictedMean: z
    .strictObject({horizon: z.number(), groups: z.array(estimate), differences: z.array(estimate)})
    .nullable()
});
const incidence = z.strictObject({
  ...frame,
  kind: z.literal("incidence"),
  endpoint: z.strictObject({label: text, start: text, words: text}),
  causes: z.array(z.strictObject({code: text, label: text})),
  groups: z.array(
    z.strictObject({
      label: text,
      code,
      n: count,
      causes: z.array(z.strictObject({events: count, curve: curve.nullable(), at: z.array(estimate.nullable())})),
      risk
    })
  ),
  times: numbers,
  tests: z.array(test.nullable())
});
const forest = z.strictObject({
  ...frame,
  kind: z.literal("forest"),
  measure: text,
  scale: z.enum(["log", "linear"]),
  none: value,
  rows: z.array(
    z.strictObject({
      label: text,
      heading: text.optional(),
      n: count.nullable(),
      events: count.nullable(),
      effect: estimate,
      test: test.nullable().optional(),
      pooled: z.boolean().optional(),
      reference: z.boolean().optional()
    })
  ),
  heterogeneity: z.strictObject({i2: z.number(), q: z.number(), df: z.number(), p: z.number()}).nullable(),
  tests: z.array(test),
  fit: z.strictObject({n: count, events: count, dropped: count, parameters: z.number()}).nullable()
});
const pairs = z.strictObject({
  ...frame,
  kind: z.literal("pairs"),
  names: z.array(text),
  pairs: z.array(
    z.strictObject({
      a: text,
      b: text,
      both: count,
      tested: count,
      oddsRatio: estimate,
      test: test.nullable(),
      heterogeneity: test.nullable().optional()
    })
  )
});
const lines = z.strictObject({
  ...frame,
  kind: z.literal("lines"),
  xLabel: text,
  yLabel: text,
  diagonal: z.boolean(),
  lines: z.array(
    z.strictObject({
      label: text,
      code,
      n: count,
      points: z.array(z.strictObject({x: z.number(), estimate: value, lower: value, upper: value}))
    })
  )
});
const flow = z.strictObject({
  ...frame,
  kind: z.literal("flow"),
  steps: z.array(z.strictObject({label: text, count, left: z.array(z.strictObject({label: text, count}))}))
});
const facts = z.strictObject({
  ...frame,
  kind: z.literal("facts"),
  draw: z.enum(["differences", "reasons"]).optional(),
  records: z.boolean().optional(),
  columns: z.array(z.strictObject({label: text, numeric: z.boolean(), counts: z.literal(true).optional()})),
  rows: z.array(z.array(z.union([text, z.number(), z.null()])))
});
const claim = z.strictObject({
  id: text,
  text: text.nullable(),
  assertion: text,
  holds: z.boolean().nullable(),
  blocks: z.array(text)
});

/** Form of one block: every field that a reader can be given, and no other. */
export const blockSchema = z.discriminatedUnion("kind", [
  counts,
  values,
  survival,
  incidence,
  forest,
  pairs,
  lines,
  flow,
  facts
]);

/** Form of a report's results: what no gate knows of is refused by it. */
export const reportSchema = z.strictObject({
  id: text,
  title: text,
  audience: z.enum(["clinician", "researcher", "consortium"]),
  group: z.enum(["report", "gene", "class"]),
  answer: z.array(claim),
  sections: z.array(
    z.strictObject({heading: text, text: z.array(text), claims: z.array(claim), blocks: z.array(blockSchema)})
  ),
  limitations: z.array(text),
  references: z.array(text),
  disclaimer: text.nullable(),
  notPublished: z.array(z.strictObject({why: text, titles: z.array(text)})).optional(),
  tier: z.enum(["internal", "consortium", "public"])
});
