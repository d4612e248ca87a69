import type {RawTable} from "../sources/rawTable.js";
import type {MappedFile, Mapping, MissingTokens} from "../study/mappingSchema.js";
import {withoutMade} from "../study/timeToEventSchema.js";

/** A file with what the mapping says of it. */
export interface MappedRaw {
  /** Short name in the mapping. */
  readonly name: string;
  readonly spec: MappedFile;
  readonly raw: RawTable;
}

/** What a cell holds whose column is missing from the file although it was agreed. */
const notCollected: MissingTokens = {"": "NOT_COLLECTED"};

/** Columns to read from a file, all of them if undefined: those that the mapping mentions, or of a long file those which they are made of. */
export function columnsToRead(
  spec: MappedFile,
  mapping: Pick<Mapping, "files" | "samples" | "assays">
): string[] | undefined {
  const {key, pivot} = spec;
  if (key.header) return undefined;
  const names = pivot
    ? [
        key.column,
        pivot.names,
        ...pivot.values,
        ...(pivot.first === undefined ? [] : [pivot.first]),
        ...Object.keys(pivot.when ?? {})
      ]
    : mentionedColumns(spec, mapping);
  return withoutMade(names, spec.timeToEvent);
}

/** Raw columns of a file which the mapping mentions, there or as the index dates of other files, in order. */
export function mentionedColumns(
  spec: MappedFile,
  {files, samples, assays}: Pick<Mapping, "files" | "samples" | "assays">
): string[] {
  const names = new Set<string>(spec.key.header ? [] : [spec.key.column]);
  const told = [
    ...Object.values(samples).flatMap(({timepoint, material, day}) => [timepoint, material, day]),
    ...Object.values(assays).flatMap(({platform, batch}) => [platform, batch])
  ];
  for (const by of told) if (typeof by === "object" && files[by.file] === spec) names.add(by.column);
  const having = [
    ...Object.values(samples).map(({patients}) => patients),
    ...Object.values(assays).flatMap(({patients, failed}) => [patients, failed])
  ];
  for (const had of having)
    if (typeof had === "object" && files[had.file] === spec)
      for (const name of Object.keys(had.when ?? {})) names.add(name);
  for (const {columns} of Object.values(files))
    for (const {yearsTo} of Object.values(columns).flat())
      if (yearsTo?.file !== undefined && files[yearsTo.file] === spec) names.add(yearsTo.column);
  for (const {dates} of Object.values(files))
    for (const {from} of Object.values(dates))
      if (from.file !== undefined && files[from.file] === spec) names.add(from.column);
  for (const {key} of Object.values(files))
    if (key.through && files[key.through.file] === spec) names.add(key.through.column);
  for (const {column} of spec.choose?.by ?? []) names.add(column);
  for (const name of spec.choose?.same ?? []) names.add(name);
  if (spec.id !== undefined) names.add(spec.id);
  if (spec.assay?.column !== undefined) names.add(spec.assay.column);
  for (const {column} of Object.values(spec.identifiers)) names.add(column);
  for (const {drop, keep, count} of spec.filters)
    for (const name of Object.keys(drop ?? keep ?? count ?? {})) names.add(name);
  for (const [name, columns] of Object.entries(spec.columns)) {
    names.add(name);
    for (const {needs, compare, ratio, yearsTo, unit} of columns) {
      const told = typeof unit === "object" ? unit.column : undefined;
      const own = yearsTo?.file === undefined ? yearsTo?.column : undefined;
      for (const other of [needs, compare, ratio?.with, own, yearsTo?.month, yearsTo?.day, told])
        if (other !== undefined) names.add(other);
    }
  }
  for (const name of spec.genes?.columns ?? []) names.add(name);
  for (const name of spec.duplicates?.by ?? []) names.add(name);
  for (const [name, {from}] of Object.entries(spec.dates)) {
    names.add(name);
    if (from.file === undefined) names.add(from.column);
  }
  if (spec.duplicates?.prefer) names.add(spec.duplicates.prefer.column);
  for (const {day, when, cause} of spec.events) addAll(names, day, when, cause?.column);
  for (const {start, when, donor, remission_at_hct} of spec.treatments)
    addAll(names, start, when, donor?.column, remission_at_hct?.column);
  for (const {day, when, response, after_phase} of spec.responses) {
    const phase = typeof after_phase === "object" ? after_phase.column : undefined;
    addAll(names, response.column, when, day, phase);
  }
  if (spec.genes?.column !== undefined) names.add(spec.genes.column);
  for (const {time, status} of spec.reported) addAll(names, time, undefined, status.column);
  return [...names];
}

function addAll(names: Set<string>, first: string, when: object | undefined, ...others: (string | undefined)[]): void {
  names.add(first);
  for (const name of Object.keys(when ?? {})) names.add(name);
  for (const name of others) if (name !== undefined) names.add(name);
}

/**
 * The columns without which a file cannot be used at all: keys, what decides who is in the cohort or has a sample or an
 * assay, and what no row can do without.
 */
export function neededColumns(spec: MappedFile, mapping: Pick<Mapping, "files" | "samples" | "assays">): Set<string> {
  const {files, samples, assays} = mapping;
  const names = new Set<string>([spec.key.column]);
  if (spec.pivot || spec.timeToEvent) return new Set(columnsToRead(spec, mapping));
  if (spec.id !== undefined) names.add(spec.id);
  if (spec.assay?.column !== undefined) names.add(spec.assay.column);
  for (const {column} of spec.choose?.by ?? []) names.add(column);
  for (const {key} of Object.values(files))
    if (key.through && files[key.through.file] === spec) names.add(key.through.column);
  for (const {patients} of [...Object.values(samples), ...Object.values(assays)])
    if (typeof patients === "object" && files[patients.file] === spec)
      for (const name of Object.keys(patients.when ?? {})) names.add(name);
  for (const [name, specs] of Object.entries(spec.columns))
    if (specs.some(({to}) => indispensable.has(to))) names.add(name);
  return names;
}

const indispensable: ReadonlySet<string> = new Set([
  "patients.followup_days",
  ...["gene_symbol", "call_class", "qc"].map((name) => `mutations.${name}`),
  ...["method", "target", "status"].map((name) => `mrd.${name}`),
  ...["chrom", "start", "end", "log2_ratio"].map((name) => `copy_number.${name}`),
  ...["gene_symbol", "call"].map((name) => `cna_gene.${name}`)
]);

/** The tokens of a raw column that mean "no value": those of its own declaration, else the file's. */
export function missingTokens(spec: MappedFile): (column: string) => MissingTokens {
  return (column) =>
    spec.absent?.has(column)
      ? notCollected
      : ((Object.hasOwn(spec.columns, column) ? spec.columns[column][0].missing : undefined) ?? spec.missing);
}
