import {cytogeneticFlags} from "../../../src/model/cytogeneticFlags.js";
import type {HarmonisedTables} from "../harmonisedTables.js";
import type {Cohort} from "../patients.js";
import type {ReasonedColumn} from "../reasonedTable.js";
import type {ReadKaryotype} from "./readKaryotypes.js";

/**
 * Appends what the karyotypes' texts say: flags by the text alone, the kind of evidence for every abnormality found, and
 * every abnormality written. The texts themselves go nowhere.
 */
export function addKaryotypeTables(
  cohort: Cohort,
  sampleIds: readonly string[],
  curated: ReadonlyMap<string, ReasonedColumn>,
  parsed: readonly ReadKaryotype[],
  tables: HarmonisedTables
): void {
  parsed.forEach((read, i) => {
    const {karyotype, flags} = read;
    if (karyotype.status !== "missing" || karyotype.evidence.length > 0) {
      const table = tables.karyotype_flags;
      table.column("sample_id").push(sampleIds[i]);
      table.column("patient_id").push(cohort.ids[i]);
      const reason =
        karyotype.status === "failed" ? "FAILED" : karyotype.status === "not_done" ? "NOT_TESTED" : "UNKNOWN";
      for (const {name} of cytogeneticFlags) table.column(name).push(flags[name], reason);
    }
    for (const {name} of cytogeneticFlags) {
      for (const evidence of evidenceFor(name, read, curated.get(name)?.values[i] === true))
        tables.cytogenetic_evidence.push({sample_id: sampleIds[i], flag: name, evidence});
    }
    karyotype.abnormalities.forEach(({item, clone, cells, clonal}, k) => {
      const bands = item.parts.map((part) => part.bands.map((list) => list.join("")).join(";"));
      tables.cytogenetic_abnormalities.push(
        {
          sample_id: sampleIds[i],
          seq: k + 1,
          op: item.op,
          chromosomes: joined(item.parts.map((part) => part.chromosomes.join(";"))),
          bands: joined(bands),
          clone,
          cells,
          clonal,
          constitutional: item.constitutional
        },
        "NOT_APPLICABLE"
      );
    });
  });
}

function joined(texts: readonly string[]): string | null {
  const known = texts.filter((text) => text !== "");
  return known.length === 0 ? null : known.join(" ");
}

function evidenceFor(name: string, {karyotype, flags}: ReadKaryotype, curated: boolean): string[] {
  const others = karyotype.evidence.filter((d) => d.flag === name).map((d) => d.method);
  const found = flags[name] === true && karyotype.clones.length > 0 && others.length === 0;
  return [...new Set([...(found ? ["karyotype"] : []), ...others, ...(curated ? ["curated"] : [])])];
}
