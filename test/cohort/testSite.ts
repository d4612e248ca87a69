import type {Facet, SiteData} from "../../src/model/siteData.js";

const facet = (variable: string, label: string, levels: string[]): Facet => ({
  variable,
  label,
  levels: levels.map((code) => ({code, label: code === "female" ? "Female" : code, n: 1})),
  nUnknown: 1
});

/** A small release as pages see it: two sources, three alterations, two cytogenetic flags, one awkward level. */
export const testSite: SiteData = {
  releaseId: "0123456789abcdef",
  tier: "internal",
  study: {id: "test", title: "Test", disease: "aml"},
  simulated: true,
  simulatedNotice: "invented for tests",
  sources: [],
  versions: {dictionary: "1", mappings: {}, rules: "1", hemiola: "1", schema: "1.0.0"},
  counts: {patients: 400, rejects: 0, findings: 0},
  alterations: [
    {name: "NPM1", gene: "NPM1"},
    {name: "FLT3-ITD", gene: "FLT3"},
    {name: "TP53", gene: "TP53", byDesign: ["B & co=1"]}
  ],
  alterationStates: {
    NPM1: {mutated: 1, wildType: 1},
    "FLT3-ITD": {mutated: 1, wildType: 1},
    TP53: {mutated: 0, wildType: 1}
  },
  cytogenetics: [
    {column: "cyto_t_8_21", label: "t(8;21)", nPresent: 1, nTested: 2},
    {column: "cyto_complex", label: "Complex karyotype", nPresent: 1, nTested: 2}
  ],
  facets: [
    facet("source_id", "Source", ["A", "B & co=1"]),
    facet("disease", "Disease", ["AML", "MDS"]),
    facet("study_code", "Trial", ["98A", "07-04", "x'; DROP TABLE cohort; --"]),
    facet("sex", "Sex", ["female", "male"]),
    facet("age_band", "Age band", ["18-29", "30-39", "40-49", "50-59", "60-69", "70+"]),
    facet("aml_type", "AML type", ["de_novo", "secondary"]),
    facet("risk_eln2010_reported", "ELN 2010 risk, as reported", ["favourable", "adverse"]),
    facet("complete_remission", "Complete remission", ["true", "false"]),
    facet("eln2022", "ELN 2022", ["favourable", "adverse"])
  ],
  numbers: [
    {variable: "age_years", label: "Age", unit: "a", minimum: 18, maximum: 80, n: 1, nUnknown: 1},
    {variable: "wbc", label: "White blood cells", unit: "10*9/L", minimum: 0, maximum: 100, n: 1, nUnknown: 1}
  ],
  days: ["cr_day"],
  endpoints: ["OS", "EFS", "RFS"].map((key) => ({key, endpoint: key, definition: key, support: []})),
  summaries: {levels: {}, bins: {}, values: {}, alterations: [], survival: []},
  findings: [],
  analyses: []
};
