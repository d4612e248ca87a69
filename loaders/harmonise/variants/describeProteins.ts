import type {Cell} from "../../release/tableData.js";
import type {OpenFile} from "../openSource.js";
import {fedBy} from "../patients.js";
import {reasonCode} from "../nullReasons.js";
import {ReasonedColumn} from "../reasonedTable.js";
import type {SourceContext} from "../sourceContext.js";
import {consequenceInFrame, consequenceOf, contradicts, variantConsequence} from "./consequence.js";
import type {ProteinChange} from "./proteinChange.js";
import {proteinChange} from "./proteinChange.js";

/** Columns of calls in the making, by variable, one cell per row. */
type CallColumns = Map<string, ReasonedColumn>;

/**
 * Brings the protein changes of calls to one writing, and completes what follows from them: the first affected codon,
 * the consequence where the source gives none, and whether the reading frame is kept. What the source says stays; where
 * it and the protein change contradict each other, this is counted. A text that is not HGVS is removed and listed.
 *
 * @param rows rows of the file, in the order of the columns
 */
export function describeProteins(
  file: OpenFile,
  rows: Uint32Array,
  columns: CallColumns,
  {findings, rejects}: SourceContext
): void {
  const fed = fedBy(file, "mutations.hgvs_p");
  const texts = columns.get("hgvs_p");
  const changes: (ProteinChange | null)[] = new Array<ProteinChange | null>(rows.length).fill(null);
  const add = (rule: string, severity: "info" | "warning", n: number, checked: number, description: string): void =>
    findings.add({file: file.raw.file, rule, severity, n, checked, description});
  if (fed && texts) {
    const [rawColumn] = fed;
    const known = new Map<string, ProteinChange | null>();
    const written = new ReasonedColumn();
    let rewritten = 0;
    let checked = 0;
    texts.values.forEach((text, i) => {
      if (typeof text !== "string") {
        written.pushCoded(null, texts.reasons[i]);
        return;
      }
      ++checked;
      let change = known.get(text);
      if (change === undefined) known.set(text, (change = proteinChange(text)));
      changes[i] = change;
      written.push(change && change.text, "INVALID");
      if (!change)
        rejects.value(file.raw, rows[i], rawColumn, text, {reason: "not a protein change", expected: "HGVS, p.R882H"});
      else if (change.text !== text) ++rewritten;
    });
    columns.set("hgvs_p", written);
    add("hgvs_rewritten", "info", rewritten, checked, `${rawColumn}: protein change written in another form of HGVS`);
  }
  completeCodons(columns, changes, add);
  completeConsequences(columns, changes, add);
}

type AddFinding = (rule: string, severity: "info" | "warning", n: number, checked: number, words: string) => void;

function completeCodons(columns: CallColumns, changes: readonly (ProteinChange | null)[], add: AddFinding): void {
  const given = columns.get("protein_start");
  if (!given) {
    const codons = new ReasonedColumn();
    const texts = columns.get("hgvs_p");
    changes.forEach((change, i) => {
      if (change) codons.push(change.start, "UNKNOWN");
      else codons.pushCoded(null, texts?.reasons[i] ?? reasonCode("NOT_COLLECTED"));
    });
    columns.set("protein_start", codons);
    return;
  }
  let checked = 0;
  let differ = 0;
  given.values.forEach((codon, i) => {
    const start = changes[i]?.start ?? null;
    if (codon === null || start === null) return;
    ++checked;
    if (codon !== start) ++differ;
  });
  add("codon_differs", "warning", differ, checked, "The codon is not that of the protein change; the codon was used");
}

function completeConsequences(columns: CallColumns, changes: readonly (ProteinChange | null)[], add: AddFinding): void {
  const given = columns.get("consequence");
  const classes = columns.get("variant_class");
  const frame = columns.get("in_frame");
  const consequences = new ReasonedColumn();
  const inFrame = new ReasonedColumn();
  let checked = 0;
  let differ = 0;
  changes.forEach((change, i) => {
    const said: Cell = given?.values[i] ?? null;
    const derived = (change && consequenceOf(change)) ?? variantConsequence(classes?.values[i] ?? null);
    const consequence = said ?? derived;
    if (consequence === null) consequences.pushCoded(null, given?.reasons[i] ?? reasonCode("UNKNOWN"));
    else consequences.push(consequence);
    if (said !== null && change && consequenceOf(change) !== null) {
      ++checked;
      if (contradicts(String(said), change)) ++differ;
    }
    const answers = [consequence === null ? null : consequenceInFrame(String(consequence)), change && change.inFrame];
    const kept = answers.includes(false) ? false : answers.includes(true) ? true : null;
    inFrame.push(frame?.values[i] ?? kept, "UNKNOWN");
  });
  columns.set("consequence", consequences);
  columns.set("in_frame", inFrame);
  const words = "The consequence is not that of the protein change; in frame only where neither speaks against it";
  if (given) add("consequence_differs", "warning", differ, checked, words);
}
