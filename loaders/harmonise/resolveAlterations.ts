import type {DiseaseAlteration} from "../study/diseaseSchema.js";
import type {Mapping} from "../study/mappingSchema.js";
import type {ColumnEvidence} from "./columnEvidence.js";
import type {Evidence} from "./evidence.js";
import {noEvidence} from "./evidence.js";
import type {FindingLog} from "./findingLog.js";
import {reasonCode} from "./nullReasons.js";
import type {Decision} from "./provenance/provenanceLog.js";

const notTested = reasonCode("NOT_TESTED");

/**
 * Decides an alteration per patient: the first known answer of the evidence declared to decide. Every further piece of
 * evidence is compared with the decision where both are known, and each direction of disagreement is counted.
 */
export function resolveAlteration(
  alteration: DiseaseAlteration,
  resolve: Mapping["resolve"],
  columns: ColumnEvidence,
  calls: Evidence | undefined,
  size: number,
  findings: FindingLog
): Evidence & Decision {
  const reported = columns.get(alteration.name);
  const evidence = (name: string): Evidence => (name === "calls" ? calls : reported?.get(name)) ?? noEvidence(size);
  const declared = Object.hasOwn(resolve, alteration.name) ? resolve[alteration.name] : undefined;
  const decide = declared?.decide ?? [...(reported?.keys() ?? []), ...(calls ? ["calls"] : [])];
  const decided = noEvidence(size);
  const by = new Int8Array(size).fill(-1);
  decide.map(evidence).forEach(({status, reasons}, rank) => {
    for (let i = 0; i < size; ++i) {
      if (decided.status[i] !== -1) continue;
      decided.status[i] = status[i];
      if (status[i] !== -1) by[i] = rank;
      // That one test was not done says less than why another has no answer.
      if (status[i] === -1 && (rank === 0 || decided.reasons[i] === notTested)) decided.reasons[i] = reasons[i];
    }
  });
  for (const name of [...decide.slice(1), ...(declared?.compare ?? [])])
    compare(alteration.name, decided, decide[0], evidence(name), name, findings);
  return {...decided, evidence: decide, by};
}

function compare(
  alteration: string,
  decided: Evidence,
  first: string,
  other: Evidence,
  name: string,
  findings: FindingLog
): void {
  let checked = 0;
  let onlyDecided = 0;
  let onlyOther = 0;
  for (let i = 0; i < decided.status.length; ++i) {
    if (decided.status[i] === -1 || other.status[i] === -1) continue;
    ++checked;
    if (decided.status[i] > other.status[i]) ++onlyDecided;
    else if (decided.status[i] < other.status[i]) ++onlyOther;
  }
  findings.add({
    file: null,
    rule: `disagreement:${alteration}:only_decided`,
    severity: "warning",
    n: onlyDecided,
    checked,
    description: `${alteration}: mutated by ${first}, which decides, but not by ${name}`
  });
  findings.add({
    file: null,
    rule: `disagreement:${alteration}:only_${name}`,
    severity: "warning",
    n: onlyOther,
    checked,
    description: `${alteration}: mutated by ${name}, but not by ${first}, which decides`
  });
}
