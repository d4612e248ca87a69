import type {Cell} from "../../release/tableData.js";
import {tsv} from "./tsv.js";

/** An attribute of patients or samples. */
export interface Attribute {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly type: "STRING" | "NUMBER" | "BOOLEAN";
  readonly cells: readonly Cell[];
}

/**
 * A clinical file: four header lines with names, descriptions, types and priorities, then the attributes. One that nobody has
 * is left out, unless it is the first.
 */
export function clinicalFile(all: readonly Attribute[]): string {
  const [first] = all;
  const attributes = all.filter(({cells}, i) => i === 0 || cells.some((cell) => cell !== null));
  const head = [
    attributes.map(({label}) => label),
    attributes.map(({description}) => description),
    attributes.map(({type}) => type),
    attributes.map(() => "1")
  ].map(([start, ...rest]) => [`#${start}`, ...rest]);
  const rows = first.cells.map((_, i) => attributes.map(({cells}) => cells[i]));
  return tsv([...head, attributes.map(({id}) => id), ...rows]);
}
