import {computeReport} from "../../../loaders/report/computeReport.js";
import {readReports} from "../../../loaders/report/declare/readReports.js";
import type {ReportDeclaration} from "../../../loaders/report/declare/reportSchema.js";
import type {ReportContext} from "../../../loaders/report/reportContext.js";
import {blockValue} from "../../../loaders/report/claims/blockValues.js";
import {parseExpression} from "../../../loaders/report/claims/expression.js";
import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {root} from "../../support/sharedData.js";

/** A computed report whose numbers are asked for as claims ask for them. */
export interface ComputedReport {
  readonly result: ReportResult;
  readonly block: (id: string) => ReportBlock;
  /** A number by its path, e.g. `os.contrast("Adverse").estimate`; null where there is none. */
  readonly value: (path: string) => number | null;
}

/** A declaration whose bootstraps are shortened to `replicates`, which moves their limits alone. */
export function shortened(declared: ReportDeclaration, replicates: number): ReportDeclaration {
  const sections = declared.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => ("replicates" in block ? {...block, replicates} : block))
  }));
  return {...declared, sections};
}

/** Computes a declared report, its bootstraps shortened. */
export function reportOf(context: ReportContext, id: string, replicates = 20): ComputedReport {
  const [declared] = readReports(root, [id]);
  const result = computeReport(context, shortened(declared, replicates));
  const blocks = new Map(result.sections.flatMap((section) => section.blocks.map((d) => [d.id, d] as const)));
  const block = (name: string): ReportBlock => {
    const found = blocks.get(name);
    if (found === undefined) throw new Error(`no block ${name} in ${id}, only ${[...blocks.keys()].join(", ")}`);
    return found;
  };
  return {
    result,
    block,
    value(path) {
      const parsed = parseExpression(path);
      if (parsed.kind !== "path") throw new Error(`not a path: ${path}`);
      const value = blockValue(block(parsed.block), parsed.steps);
      if (value !== null && typeof value !== "number") throw new Error(`not a number: ${path}`);
      return value;
    }
  };
}
