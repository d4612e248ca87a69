import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {parseTarget, targets} from "../study/targets.js";
import {addKaryotypeTables} from "./iscn/addKaryotypeTables.js";
import {karyotypeFindings} from "./iscn/karyotypeFindings.js";
import {readKaryotypes, type ReadKaryotype} from "./iscn/readKaryotypes.js";
import type {NullReason} from "./nullReasons.js";
import {reasonCode} from "./nullReasons.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {scatter} from "./patients.js";
import {addAgreement} from "./quality/addAgreement.js";
import {readMapped} from "./readMapped.js";
import {ReasonedColumn} from "./reasonedTable.js";
import type {SourceContext} from "./sourceContext.js";

/** Why a flag is not known, by the status of the karyotype. */
const reasons: Readonly<Record<string, NullReason>> = {failed: "FAILED", not_done: "NOT_TESTED"};

/**
 * Appends the karyotype record of every patient of a source that delivers cytogenetics at all. What the source has
 * curated decides, a flag fed by several columns being present where one of them says so; what it leaves open is filled from the ISCN text, where there is one, and where both answer they are
 * compared. A patient without a record, or with a blank one, has the status `missing`.
 *
 * @returns status per patient; undefined if the source delivers no cytogenetics
 */
export function addCytogenetics(
  cohort: Cohort,
  sampleIds: readonly string[],
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): readonly string[] | undefined {
  const read = new Map<string, ReasonedColumn>();
  for (const file of files)
    for (const [name, specs] of Object.entries(file.spec.columns))
      for (const spec of specs) {
        const target = parseTarget(spec.to);
        if (target?.table !== "cytogenetics") continue;
        const rows = file.ledger.usedRows();
        const column = readMapped(file, name, spec, targets.cytogenetics.get(target.name)!, rows, context);
        const values = scatter(column, joins.get(file)!, rows, cohort.size);
        const above = read.get(target.name);
        read.set(target.name, above ? either(above, values) : values);
      }
  if (read.size === 0) return undefined;
  const texts = read.get("karyotype");
  const parsed = texts && readKaryotypes(texts.values);
  const coded = read.get("status");
  const statuses = cohort.ids.map((_, i) => String(coded?.values[i] ?? parsed?.[i].karyotype.status ?? "missing"));
  addRows(cohort, sampleIds, statuses, parsed, context);
  for (const {name} of cytogeneticFlags)
    context.tables.cytogenetics.column(name).append(decided(name, read.get(name), parsed, statuses));
  if (parsed) {
    compareFlags(read, parsed, context);
    addKaryotypeTables(cohort, sampleIds, read, parsed, context.tables);
    karyotypeFindings(cohort, read, parsed, context);
  }
  return statuses;
}

/** What two columns say of one flag: present where one says so, absent where both do, else not known. */
function either(one: ReasonedColumn, other: ReasonedColumn): ReasonedColumn {
  const result = new ReasonedColumn();
  one.values.forEach((value, i) => {
    const second = other.values[i];
    if (value === true || second === true) result.push(true);
    else if (value === null) result.pushCoded(null, one.reasons[i]);
    else result.pushCoded(second, other.reasons[i]);
  });
  return result;
}

function addRows(
  cohort: Cohort,
  sampleIds: readonly string[],
  statuses: readonly string[],
  parsed: readonly ReadKaryotype[] | undefined,
  {tables: {cytogenetics: table}}: SourceContext
): void {
  const counts = (i: number): Readonly<Record<string, number | null>> => {
    const {karyotype, counts: counted} = parsed?.[i] ?? {};
    return {
      n_metaphases: karyotype?.metaphases ?? null,
      n_abnormalities: counted?.abnormalities ?? null,
      n_autosomal_monosomies: counted?.autosomalMonosomies ?? null,
      n_structural: counted?.structural ?? null
    };
  };
  for (let i = 0; i < cohort.size; ++i) {
    table.column("sample_id").push(sampleIds[i]);
    table.column("patient_id").push(cohort.ids[i]);
    table.column("status").push(statuses[i]);
    for (const [name, count] of Object.entries(counts(i)))
      table.column(name).push(count, parsed ? (reasons[statuses[i]] ?? "UNKNOWN") : "NOT_COLLECTED");
  }
}

/** A flag per patient: curated where known, else from the text, else null with the reason. */
function decided(
  name: string,
  curated: ReasonedColumn | undefined,
  parsed: readonly ReadKaryotype[] | undefined,
  statuses: readonly string[]
): ReasonedColumn {
  const result = new ReasonedColumn();
  statuses.forEach((status, i) => {
    const value = curated?.values[i] ?? parsed?.[i].flags[name] ?? null;
    if (curated && curated.values[i] === null) result.pushCoded(value, curated.reasons[i]);
    else result.pushCoded(value, reasonCode(parsed ? (reasons[status] ?? "UNKNOWN") : "NOT_COLLECTED"));
  });
  return result;
}

function compareFlags(
  curated: ReadonlyMap<string, ReasonedColumn>,
  parsed: readonly ReadKaryotype[],
  context: SourceContext
): void {
  for (const {name, label} of cytogeneticFlags) {
    const supplied = curated.get(name);
    if (!supplied) continue;
    // A finding of another method is no reading of the karyotype.
    const derived = parsed.map(({karyotype, flags}) => (karyotype.clones.length > 0 ? flags[name] : null));
    addAgreement({fact: label, supplied: "curated column", derived: "ISCN text"}, supplied.values, derived, context);
  }
}
