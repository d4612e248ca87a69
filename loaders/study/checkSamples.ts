import {allowedCodes, checkCodes, checkUnit} from "./checkColumn.js";
import type {Mapping} from "./mappingSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";

type Path = readonly (string | number)[];

/** Faults in what a mapping declares of samples. */
export function checkSamples(mapping: Mapping): DeclarationIssue[] {
  const issues = Object.entries(mapping.samples).flatMap(([name, {timepoint, material, day, patients}]) => {
    const path = ["samples", name];
    const coded = Object.entries({timepoint, material}).flatMap(([key, told]): DeclarationIssue[] => {
      if (typeof told !== "object") return [];
      const allowed = allowedCodes({type: "code", vocabulary: key});
      return [
        ...checkTelling(told.file, mapping, [...path, key]),
        ...checkCodes(told.codes, allowed, [...path, key, "codes"])
      ];
    });
    const timed =
      typeof day === "object"
        ? [...checkTelling(day.file, mapping, [...path, "day"]), ...checkUnit(day.unit, "d", [...path, "day", "unit"])]
        : [];
    return [...coded, ...timed, ...checkPatients(patients, mapping, [...path, "patients"])];
  });
  return [...issues, ...checkKaryotypeSample(mapping)];
}

/** Faults in what a mapping declares of assays. */
export function checkAssays(mapping: Mapping, panels: ReadonlySet<string>): DeclarationIssue[] {
  return Object.entries(mapping.assays).flatMap(([name, {sample, panel, patients, failed, platform, batch}]) => {
    const path = ["assays", name];
    const issues: DeclarationIssue[] = [];
    if (!(sample in mapping.samples)) issues.push({path: [...path, "sample"], message: `unknown sample: ${sample}`});
    if (panel !== undefined && !panels.has(panel))
      issues.push({path: [...path, "panel"], message: `unknown panel: ${panel}`});
    for (const [key, told] of Object.entries({platform, batch}))
      if (typeof told === "object") issues.push(...checkTelling(told.file, mapping, [...path, key]));
    issues.push(...checkPatients(patients, mapping, [...path, "patients"]));
    if (failed) issues.push(...checkPatients(failed, mapping, [...path, "failed"]));
    return issues;
  });
}

function checkPatients(patients: "all" | {readonly file: string}, {files}: Mapping, path: Path): DeclarationIssue[] {
  if (patients === "all" || patients.file in files) return [];
  return [{path: [...path, "file"], message: `unknown file: ${patients.file}`}];
}

/** A file that tells something of a sample or an assay has one row a patient. */
function checkTelling(name: string, {files}: Mapping, path: Path): DeclarationIssue[] {
  const file = files[name] as Mapping["files"][string] | undefined;
  if (!file) return [{path: [...path, "file"], message: `unknown file: ${name}`}];
  if (file.rows === "patients" || file.rows === "details") return [];
  return [{path: [...path, "file"], message: `invalid rows: ${file.rows}, expected one row a patient`}];
}

/** Every patient of a source with cytogenetics has a karyotype record, and so the sample to which it belongs. */
function checkKaryotypeSample({samples, assays, files}: Mapping): DeclarationIssue[] {
  const fed = Object.values(files).some(({columns}) =>
    Object.values(columns).some((specs) => specs.some(({to}) => to.startsWith("cytogenetics.")))
  );
  if (!fed) return [];
  const assay = Object.values(assays).find(({status}) => status === "karyotype");
  const [first] = Object.keys(samples);
  const name = assay?.sample ?? first;
  if (samples[name]?.patients === undefined || samples[name].patients === "all") return [];
  return [{path: ["samples", name, "patients"], message: "expected all, because karyotypes belong to this sample"}];
}
