import type {Classification} from "./classify.js";
import {classify} from "./classify.js";
import type {CompiledTable} from "./compileRuleTable.js";
import {everyValue} from "./encodeFact.js";
import type {FactColumns} from "./factColumns.js";

/** Bits in a UTF-16 unit, of which the keys of patients are made. */
const unit = 16;

/**
 * What a rule table says of every patient, in the order of the facts' columns. Patients of whom the same is known get
 * the same object: each distinct combination is classified once.
 */
export function classifyPatients(compiled: CompiledTable, facts: FactColumns, patients: number): Classification[] {
  const columns = compiled.variables.map((variable) => facts(variable));
  const keys = packed(compiled, columns, patients);
  const known = new Map<string, Classification>();
  return keys.map((key, row) => {
    let answer = known.get(key);
    if (!answer) {
      answer = classify(
        compiled,
        columns.map((column) => column[row])
      );
      known.set(key, answer);
    }
    return answer;
  });
}

/** A short text for each patient, equal for two if and only if the same is known of them. */
function packed({variables}: CompiledTable, columns: readonly Uint16Array[], patients: number): string[] {
  const widths = variables.map((variable) => everyValue(variable).toString(2).length);
  const places: {word: number; shift: number}[] = [];
  let [word, shift] = [0, 0];
  for (const width of widths) {
    if (shift + width > unit) [word, shift] = [word + 1, 0];
    places.push({word, shift});
    shift += width;
  }
  const words = word + 1;
  const bits = new Uint16Array(patients * words);
  columns.forEach((column, v) => {
    const {word: at, shift: by} = places[v];
    for (let row = 0; row < patients; ++row) bits[row * words + at] |= column[row] << by;
  });
  return Array.from({length: patients}, (_, row) =>
    String.fromCharCode(...bits.subarray(row * words, (row + 1) * words))
  );
}
