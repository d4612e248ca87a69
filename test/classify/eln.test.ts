import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {root} from "../support/sharedData.js";
import {classifyBy, type Patient} from "./classifyBy.js";

interface Vector {
  readonly n: string;
  readonly genes: readonly string[];
  readonly itd: boolean;
  readonly ar?: number;
  readonly tp53Vaf?: number;
  readonly cebpaBi?: boolean;
  readonly bzip?: boolean;
  readonly ptd?: boolean;
  /** Genes that were looked at; all if not given. */
  readonly profiled?: readonly string[];
  readonly cyto: Readonly<Record<string, boolean | undefined>>;
  readonly e17: string | null;
  readonly e22: string | null;
}

const vectors = JSON.parse(readFileSync(join(root, "test/reference/spec/eln_fixtures.json"), "utf8")) as Vector[];

/** Names of the model for those of the vectors. */
const flags: Readonly<Record<string, string>> = {
  normal: "normal",
  t8_21: "t_8_21",
  inv16: "inv16",
  t15_17: "t_15_17",
  t9_11: "t_9_11",
  tv11: "kmt2a_other",
  t6_9: "t_6_9",
  inv3: "inv3",
  mecom: "mecom_other",
  t8_16: "t_8_16",
  minus7: "minus7",
  gain8: "gain8",
  monosomal: "monosomal",
  complex17: "complex"
};
const classes: Readonly<Record<string, string>> = {
  Favorable: "favourable",
  Intermediate: "intermediate",
  Adverse: "adverse",
  APL: "apl"
};
const mrGenes = ["ASXL1", "BCOR", "EZH2", "RUNX1", "SF3B1", "SRSF2", "STAG2", "U2AF1", "ZRSR2"];

function patientOf({genes, itd, ar, tp53Vaf, cebpaBi, bzip, ptd, profiled, cyto}: Vector): Patient {
  const patient: Record<string, Patient[string]> = {
    "FLT3-ITD": itd,
    itd_allelic_ratio: ar ?? null,
    "CEBPA-biallelic": cebpaBi ?? false,
    "CEBPA-bZIP-inframe": bzip ?? false,
    "KMT2A-PTD": ptd ?? false,
    "TP53.vaf": tp53Vaf ?? null
  };
  for (const gene of ["NPM1", "TP53", ...mrGenes])
    patient[gene] = profiled && !profiled.includes(gene) ? null : genes.includes(gene);
  for (const gene of genes) patient[gene] = true;
  const {evaluable, complex17, complex22, ...found} = cyto;
  if (evaluable === false) patient.karyotype = null;
  else if (complex17) {
    patient.complex = true;
    patient.hyperdiploid_only = complex22 === false;
  }
  for (const [name, value] of Object.entries(found)) {
    expect(flags).toHaveProperty(name);
    patient[flags[name]] = value ?? null;
  }
  return patient;
}

describe("ELN 2017 and 2022, vectors of the specification", () => {
  it("are 33", () => expect(vectors).toHaveLength(33));

  it.each(vectors.map((vector) => [vector.n, vector] as const))("%s", (_, vector) => {
    for (const [system, expected] of [
      ["eln2017", vector.e17],
      ["eln2022", vector.e22]
    ] as const) {
      const {value, status} = classifyBy(system, patientOf(vector));
      expect(value, system).toBe(expected === null ? null : classes[expected]);
      if (expected === null) expect(status, system).toBe("unresolved");
    }
  });
});
