import type {TableListener} from "./checkTable.js";
import {isNumberOrAbsent} from "./checkTable.js";
import {isAbsent} from "./dataKinds.js";
import {headerCells} from "./readStudyFile.js";
import type {StudyRecord} from "./studyRecords.js";
import type {StudyCheck, StudyReport} from "./studyReport.js";

/** Who a clinical file names. */
export interface ClinicalIds {
  readonly patients: Set<string>;
  /** Blank in a file of patients. */
  readonly samples: Set<string>;
  /** Names of the attributes. */
  readonly attributes: Set<string>;
}

/** Attributes that cBioPortal counts itself, or does not take any more. */
const reserved: ReadonlySet<string> = new Set(["MUTATION_COUNT", "FRACTION_GENOME_ALTERED", "OTHER_SAMPLE_ID"]);

/** Values of attributes that cBioPortal has colours and curves for. */
const statusValues: Readonly<Record<string, RegExp | undefined>> = {
  OS_STATUS: /^([01]:)?(LIVING|DECEASED|ALIVE|DEAD)$/iu,
  DFS_STATUS: /^([01]:)?(DiseaseFree|Recurred\/Progressed|Recurred|Progressed)$/iu
};

/**
 * Checks a clinical file beyond its records: the four header lines, identifiers, types as the header tells them, and in pairs
 * of `…_STATUS` and `…_MONTHS` the prefixes `0:` and `1:`.
 *
 * @param ids gathers who is in the file
 */
export function clinicalListener(
  file: string,
  of: "patient" | "sample",
  ids: ClinicalIds,
  report: StudyReport
): TableListener {
  const comments: StudyRecord[] = [];
  const id = report.check(
    file,
    "identifier",
    "error",
    "Identifiers that are blank or have signs other than letters, digits, points, hyphens and underscores"
  );
  const twice = report.check(file, `duplicate_${of}`, "error", `A ${of} that an earlier row has`);
  const type = report.check(file, "value_type", "error", "Cells that are not of the type that the header tells");
  const typed: {column: string; sound: (cell: string) => boolean}[] = [];
  let survival: Survival[] = [];
  return {
    comment: (record) => void comments.push(record),
    header: (record) => {
      checkHeaderLines(file, comments, record, report);
      const types = comments.length > 2 ? headerCells(comments[2].cells) : [];
      record.cells.forEach((column, i) => {
        const sound = typeTests[types[i]?.trim()];
        if (sound !== undefined) typed.push({column, sound});
      });
      survival = survivalPairs(file, record.cells, report);
      const taken = report.check(
        file,
        "reserved_column",
        "warning",
        "Attributes that cBioPortal counts itself, or takes no more"
      );
      for (const column of record.cells) {
        ids.attributes.add(column);
        taken.test(!reserved.has(column), {line: record.line, column});
      }
    },
    row({line}, cell) {
      const [patient, sample] = [cell("PATIENT_ID"), cell("SAMPLE_ID")];
      id.test(isIdentifier(patient), {line, column: "PATIENT_ID", value: patient});
      if (of === "sample") id.test(isIdentifier(sample), {line, column: "SAMPLE_ID", value: sample});
      const [column, own, known] =
        of === "sample" ? ["SAMPLE_ID", sample, ids.samples] : ["PATIENT_ID", patient, ids.patients];
      twice.test(!known.has(own), {line, column, value: own});
      ids.patients.add(patient);
      if (of === "sample") ids.samples.add(sample);
      for (const {column, sound} of typed) type.test(sound(cell(column)), {line, column, value: cell(column)});
      for (const {status, months, prefix, known, value, words} of survival) {
        const told = cell(status);
        if (isAbsent(told)) continue;
        prefix.test(/^[01]:/u.test(told), {line, column: status, value: told});
        if (words) value.test(words.test(told), {line, column: status, value: told});
        known.test(!isAbsent(cell(months)), {line, column: months, value: cell(months)});
      }
    }
  };
}

const typeTests: Readonly<Record<string, ((cell: string) => boolean) | undefined>> = {
  NUMBER: (cell) => isNumberOrAbsent(cell) || /^[<>]=?\s*\d+(\.\d+)?$/u.test(cell),
  BOOLEAN: (cell) => isAbsent(cell) || /^(true|false)$/iu.test(cell)
};

function isIdentifier(text: string): boolean {
  return /^[A-Za-z0-9._-]+$/u.test(text);
}

/** Four lines that begin with `#`: names, descriptions, types and priorities of the attributes. */
function checkHeaderLines(
  file: string,
  comments: readonly StudyRecord[],
  {line: at, cells: attributes}: StudyRecord,
  report: StudyReport
): void {
  const check = report.check(
    file,
    "clinical_header",
    "error",
    "Faults of the four header lines and of the names of attributes"
  );
  check.test(comments.length === 4, {line: at, value: `${comments.length} lines with #`});
  comments.slice(0, 4).forEach(({line, cells}, i) => {
    const texts = headerCells(cells);
    check.test(texts.length === attributes.length, {line, value: `${texts.length} cells`});
    const pattern = i === 2 ? /^(STRING|NUMBER|BOOLEAN)$/u : i === 3 ? /^\d+$/u : undefined;
    if (pattern)
      texts.forEach((value, j) => check.test(pattern.test(value.trim()), {line, column: attributes[j], value}));
  });
  for (const column of attributes) check.test(column === column.toUpperCase(), {line: at, column});
}

interface Survival {
  readonly status: string;
  readonly months: string;
  readonly prefix: StudyCheck;
  readonly known: StudyCheck;
  readonly value: StudyCheck;
  /** What the status may be, where cBioPortal says so. */
  readonly words: RegExp | undefined;
}

function survivalPairs(file: string, header: readonly string[], report: StudyReport): Survival[] {
  return header
    .filter((name) => name.endsWith("_STATUS") && header.includes(name.replace(/STATUS$/u, "MONTHS")))
    .map((status) => {
      const months = status.replace(/STATUS$/u, "MONTHS");
      const words = `Patients whose ${status} is known and whose ${months} is not`;
      return {
        status,
        months,
        prefix: report.check(file, `survival_status:${status}`, "error", `Values of ${status} without 0: or 1:`),
        known: report.check(file, `survival_months:${months}`, "warning", words),
        value: report.check(
          file,
          `survival_value:${status}`,
          "warning",
          `Values of ${status} that have no meaning in cBioPortal`
        ),
        words: statusValues[status]
      };
    });
}
