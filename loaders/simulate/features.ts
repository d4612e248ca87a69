/** Gene-level features of calibration.json, by its names. */
export const calibratedGenes = [
  ...["NPM1", "DNMT3A", "FLT3_ITD", "NRAS", "TET2", "RUNX1", "FLT3_TKD", "PTPN11", "IDH2_R140", "IDH1", "TP53"],
  ...["SRSF2", "FLT3_other", "KMT2A_PTD", "WT1", "KRAS", "CEBPA_bi", "ASXL1", "KIT", "STAG2", "CEBPA_mono", "RAD21"],
  ...["EZH2", "PHF6", "IDH2_R172", "SF3B1", "CBL", "U2AF1", "GATA2", "NF1", "BCOR", "MYC", "EP300", "ETV6"]
] as const;

/** Names of the cytogenetic columns of calibration.json, and the flags of the harmonised model which they are. */
export const calibratedFlags: Readonly<Record<string, string>> = {
  t_8_21: "t_8_21",
  inv16_t16_16: "inv16",
  t_15_17: "t_15_17",
  t_9_11: "t_9_11",
  t_v_11: "kmt2a_other",
  t_6_9: "t_6_9",
  inv3_t3_3: "inv3",
  minus5_5q: "loss5q",
  minus7: "minus7",
  minus7q: "del7q",
  mono17_17p_abn17p: "abn17p",
  plus8_8q: "gain8",
  plus13: "gain13",
  plus21: "gain21",
  plus22: "gain22",
  plus11_11q: "gain11",
  minus9q: "del9q",
  mono12_12p_abn12p: "loss12p",
  minus18_18q: "loss18q",
  minus20_20q: "del20q",
  abn3q_other: "abn3q_other",
  minusY: "minusY",
  complex: "complex"
};

/** Flags that calibration.json lacks. */
export const rareFlagNames = ["t_9_22", "loss4", "abn7_other"] as const;

/** An abnormality that no flag names; makes the karyotype abnormal and nothing else. */
export const otherAbnormality = "other_abnormality";

/** Every cytogenetic feature of the simulator. */
export const flagNames: readonly string[] = [...Object.values(calibratedFlags), ...rareFlagNames, otherAbnormality];

/** Balanced rearrangements, of which a clone has one at most. */
export const rearrangements: readonly string[] = [
  ...["t_8_21", "inv16", "t_15_17", "t_9_11", "kmt2a_other", "t_6_9", "inv3", "t_9_22"]
];

/** Rearrangements with which three or more abnormalities are not called complex (AMLSG's definition). */
export const complexExempt: readonly string[] = ["t_8_21", "inv16", "t_15_17"];
