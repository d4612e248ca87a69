import {columnTreatment, tablePolicy} from "../../inventory.js";
import {identifyingColumns} from "../../consortium/patientIdentity.js";
import {tableDataOf} from "../../releaseSchema.js";
import {hasTable} from "../../../release/hasTable.js";
import type {Cell} from "../../../release/tableData.js";
import {clausesOf, namesAny} from "../../public/setClauses.js";
import {type AuditInput, type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";
import {RareCombinations} from "../rareCombinations.js";

/** Variables that are looked at together, at most. */
const most = 3;

/**
 * R13: no rare combination of what identifies patients. In a public release no count of up to three conditions is less than k.
 * In rows, no combination of up to three quasi-identifiers, nor any value alone of a column whose rare values the policy
 * blanks, is of fewer than k patients; combinations with genetic and clinical values are counted and reported, and not refused: whoever
 * may see rows agrees not to look for persons, and no k holds for all genes together.
 */
export const rareCombinationsRule: AuditRule = {
  id: "R13",
  title: "Rare combinations of up to three variables",
  check(input) {
    const {policy, publicPolicy, release, results} = input;
    if (release.manifest.tier === "internal") return notApplicable(exactRows);
    if (results !== null) {
      const {k, sensitive} = publicPolicy;
      const few = [...results.counts].flatMap(([key, n]) => {
        const least = namesAny(key, sensitive) ? k.sensitive : k.plain;
        const conditions = clausesOf(key).length;
        return n !== null && n > 0 && n < least && conditions <= most
          ? [`${key}: ${n} patients by ${conditions} conditions, expected at least ${least}`]
          : [];
      });
      return passUnless(few, `${results.counts.size} sets looked at`);
    }
    const patients = tableDataOf(release, "patients");
    const names = Object.keys(policy!.quasi_identifiers).filter((name) => Object.hasOwn(patients.columns, name));
    const identities = identifyingColumns(patients, names);
    const rare = new RareCombinations(names, identities, policy!.k, most);
    const values = rareValuesOf(input);
    const further = genetic(input, rare);
    const breaches = [
      ...rare.all().map(({n, text}) => `${text}: ${n} patients, expected at least ${policy!.k}`),
      ...values
    ];
    return passUnless(
      breaches,
      `no rare combination of quasi-identifiers; with genetic flags ${further.patients} of ${patients.rows} patients have one, which the agreement covers`
    );
  }
};

/** Values alone, of columns whose rare values are to be blanked. */
function rareValuesOf({policy, release}: AuditInput): string[] {
  return release.manifest.tables.flatMap(({columns, name}) => {
    const decision = tablePolicy(policy!, name);
    if (decision?.decision !== "generalise" || !columns.includes("patient_id")) return [];
    const table = tableDataOf(release, name);
    return columns.flatMap((column) => {
      if (!["rare", "flag", "rows"].includes(columnTreatment(decision, column) ?? "")) return [];
      const owners = new Map<Cell, Set<Cell>>();
      for (let row = 0; row < table.rows; ++row) {
        const value = table.columns[column]?.[row] ?? null;
        if (value !== null) owners.set(value, (owners.get(value) ?? new Set()).add(table.columns.patient_id[row]));
      }
      return [...owners].flatMap(([value, {size}]) =>
        size < policy!.k
          ? [`table ${name}, column ${column}, ${String(value)}: ${size} patients, expected at least ${policy!.k}`]
          : []
      );
    });
  });
}

/** Patients with a rare combination of the quasi-identifiers with one genetic flag. */
function genetic({release}: AuditInput, rare: RareCombinations): {patients: number} {
  if (!hasTable(release, "patient_features")) return {patients: 0};
  const table = tableDataOf(release, "patient_features");
  const place = new Map(Array.from(table.columns.patient_id, (id, row) => [id, row]));
  const rows = Array.from(tableDataOf(release, "patients").columns.patient_id, (id) => place.get(id));
  const touched = new Uint8Array(rows.length);
  for (const {name} of table.schema.columns) {
    if (name === "patient_id") continue;
    const flag = rows.map((row) => (row === undefined ? null : table.columns[name][row]));
    rare.rowsWith(name, flag).forEach((mark, row) => (touched[row] |= mark));
  }
  return {patients: touched.reduce((sum, mark) => sum + mark, 0)};
}
