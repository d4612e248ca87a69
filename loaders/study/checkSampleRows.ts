import type {MappedFile, Mapping} from "./mappingSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";

type Path = readonly (string | number)[];

const ofSamples: readonly MappedFile["rows"][] = ["mrd", "segments", "cna", "expression"];
const ofPatients = ["events", "treatments", "reported", "responses"] as const;

/** Variables that the rows of a file cannot do without, by what the rows are. */
const required: Readonly<Partial<Record<MappedFile["rows"], readonly string[]>>> = {
  mrd: ["mrd.method", "mrd.target", "mrd.status"],
  segments: ["copy_number.chrom", "copy_number.start", "copy_number.end", "copy_number.log2_ratio"],
  cna: ["cna_gene.gene_symbol", "cna_gene.call"]
};

/** Faults of files whose rows are about a sample: residual disease, segments of copy number, copy number of genes, expression. */
export function checkSampleRows(file: MappedFile, mapping: Mapping, path: Path): DeclarationIssue[] {
  const {rows, sample, unit, genes, key, columns, constants} = file;
  const issues: DeclarationIssue[] = [];
  const fault = (message: string, ...at: string[]): void => void issues.push({path: [...path, ...at], message});
  if (!ofSamples.includes(rows)) {
    if (sample !== undefined) fault(`invalid key for rows: ${rows}`, "sample");
  } else {
    if (sample === undefined) fault("missing key: sample");
    else if (!(sample in mapping.samples)) fault(`unknown sample: ${sample}`, "sample");
    for (const key of ofPatients) if (file[key].length > 0) fault(`invalid key for rows: ${rows}`, key);
  }
  const fed = new Set(Object.values(columns).flatMap((specs) => specs.map(({to}) => to)));
  for (const variable of required[rows] ?? []) {
    const name = variable.slice(variable.indexOf(".") + 1) as keyof typeof constants;
    if (!fed.has(variable) && constants[name] === undefined) fault(`missing variable: ${variable}`, "columns");
  }
  const owners = {call_class: "mutations", qc: "mutations"} as Readonly<Record<string, string | undefined>>;
  for (const name of Object.keys(constants))
    if ((owners[name] ?? "mrd") !== rows) fault(`invalid key for rows: ${rows}`, "constants", name);
  if (rows !== "expression") {
    if (unit !== undefined) fault(`invalid key for rows: ${rows}`, "unit");
    if (key.header) fault(`invalid key for rows: ${rows}`, "key", "header");
    if (genes?.column !== undefined) fault(`invalid key for rows: ${rows}`, "genes", "column");
    return issues;
  }
  const [first] = Object.values(mapping.files).filter((d) => d.rows === rows && d.sample === sample);
  if (first !== file)
    fault(`invalid sample: ${sample} has another file of expression, and units are not mixed`, "sample");
  if (unit === undefined) fault("missing key: unit");
  if (!key.header) fault("expected header: true", "key");
  if (genes?.column === undefined) fault("missing key: genes.column");
  return issues;
}
