import type {KaryotypeTruth} from "../../../loaders/simulate/patientTruth.js";

/** Abnormalities as the simulator writes them, and the flags that each of them is. */
const flagsOf: Readonly<Record<string, readonly string[]>> = {
  "t(8;21)(q22;q22)": ["t_8_21"],
  "inv(16)(p13q22)": ["inv16"],
  "t(16;16)(p13;q22)": ["inv16"],
  "t(15;17)(q22;q12)": ["t_15_17"],
  "t(15;17)(q22;q21)": ["t_15_17"],
  "t(9;11)(p22;q23)": ["t_9_11"],
  "t(6;11)(q27;q23)": ["kmt2a_other"],
  "t(10;11)(p12;q23)": ["kmt2a_other"],
  "t(11;19)(q23;p13)": ["kmt2a_other"],
  "t(6;9)(p23;q34)": ["t_6_9"],
  "inv(3)(q21q26)": ["inv3"],
  "t(3;3)(q21;q26)": ["inv3"],
  "t(9;22)(q34;q11)": ["t_9_22"],
  "t(3;12)(q26;p13)": ["mecom_other", "abn3q_other", "abn12p", "loss12p"],
  "t(2;3)(p21;q26)": ["mecom_other", "abn3q_other"],
  "-5": ["minus5", "loss5q"],
  "del(5)(q13q33)": ["del5q", "loss5q"],
  "del(5)(q22q35)": ["del5q", "loss5q"],
  "-7": ["minus7", "loss7q"],
  "del(7)(q22)": ["del7q", "loss7q"],
  "del(7)(q22q34)": ["del7q", "loss7q"],
  "add(7)(p22)": ["abn7_other"],
  "add(7)(p15)": ["abn7_other"],
  "-17": ["minus17", "abn17p"],
  "del(17)(p12)": ["abn17p"],
  "add(17)(p11)": ["abn17p"],
  "+8": ["gain8"],
  "-9": ["del9q"],
  "del(9)(q13q22)": ["del9q"],
  "del(9)(q21)": ["del9q"],
  "+11": ["gain11"],
  "-4": ["loss4"],
  "del(4)(q21)": ["loss4"],
  "-12": ["loss12p"],
  "del(12)(p12)": ["loss12p", "abn12p"],
  "add(12)(p11)": ["loss12p", "abn12p"],
  "+13": ["gain13"],
  "del(13)(q12q14)": ["loss13q"],
  "-18": ["loss18q"],
  "del(18)(q21)": ["loss18q"],
  "-20": ["del20q"],
  "del(20)(q11q13)": ["del20q"],
  "+21": ["gain21"],
  "+22": ["gain22"],
  "-Y": ["minusY"]
};

/** What the text of a karyotype must give: the flags that are present and the counts over its abnormalities. */
export interface ExpectedText {
  readonly present: ReadonlySet<string>;
  readonly counts: {n_abnormalities: number; n_autosomal_monosomies: number; n_structural: number};
}

/** The flags and counts of a karyotype that could be told, by ELN 2017 and 2022, from its true abnormalities. */
export function expectedText({status, text, abnormalities}: KaryotypeTruth): ExpectedText {
  const present = new Set(abnormalities.flatMap((item) => flagsOf[item] ?? []));
  // Hybridisation saw a loss of 5q beside the loss of the chromosome.
  if (text.includes("EGR1x1")) present.add("del5q");
  const count = (pattern: RegExp): number => abnormalities.filter((item) => pattern.test(item)).length;
  const total = abnormalities.length;
  const [gains, losses, monosomies] = [count(/^\+\d/), count(/^-/), count(/^-\d/)];
  const structural = total - gains - losses;
  const has = (...names: string[]): boolean => names.some((name) => present.has(name));
  const isCbf = has("t_8_21", "inv16");
  const recurrent2017 = isCbf || has("t_15_17", "t_9_11", "kmt2a_other", "t_6_9", "inv3", "t_9_22");
  const isHyperdiploid = gains >= 3 && gains > losses && structural === 0;
  if (total >= 3) present.add("complex_raw3");
  if (total >= 3 && !isCbf && !has("t_15_17")) present.add("complex");
  if (total >= 3 && !recurrent2017) present.add("complex_eln2017");
  if (total >= 3 && !recurrent2017 && !has("mecom_other") && !isHyperdiploid) present.add("complex_eln2022");
  if (isHyperdiploid) present.add("hyperdiploid_only");
  if (!isCbf && (monosomies >= 2 || (monosomies === 1 && structural >= 1))) present.add("monosomal");
  if (status === "normal") present.add("normal");
  return {
    present,
    counts: {n_abnormalities: total, n_autosomal_monosomies: monosomies, n_structural: structural}
  };
}
