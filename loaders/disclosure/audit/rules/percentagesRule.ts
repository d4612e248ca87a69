import type {ReportBlock, ReportResult} from "../../../../src/model/report.js";
import {gateTexts} from "../../gate/gateTexts.js";
import {type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";

/** R9: no number beside or between the counts, in a sentence, a test or a share, gives a hidden count away. */
export const percentagesRule: AuditRule = {
  id: "R9",
  title: "Percentages, tests and sentences that could be worked back to a count",
  check({release, results}) {
    if (results === null)
      return notApplicable(
        release.manifest.tier === "internal" ? exactRows : "no sentence or share is in a release of rows"
      );
    const breaches = [...results.blocks.flatMap(numbersBesideHidden), ...results.reports.flatMap(unfoundedTexts)];
    return passUnless(breaches, `${results.reports.length} reports say in sentences only what their tables show`);
  }
};

/** Numbers that stand beside a hidden count and are made from it. */
export function numbersBesideHidden(block: ReportBlock): string[] {
  const hidden = (count: {readonly n: number | null} | null | undefined) => count?.n === null;
  const line = (label: string, what: string) => `block ${block.id}, ${label}: ${what} of a hidden count`;
  switch (block.kind) {
    case "counts":
      return block.rows.flatMap(({cells, label, smd, test}) => {
        const closed = cells.some((share) => hidden(share?.count) || hidden(share?.of));
        return closed && ((smd ?? null) !== null || (test?.p ?? null) !== null) ? [line(label, "a test")] : [];
      });
    case "pairs":
      return block.pairs.flatMap(({a, b, both, heterogeneity, oddsRatio, test, tested}) =>
        (hidden(both) || hidden(tested)) &&
        (oddsRatio.estimate !== null || (test?.p ?? heterogeneity?.p ?? null) !== null)
          ? [line(`${a} and ${b}`, "an odds ratio or test")]
          : []
      );
    case "forest":
      return block.rows.flatMap(({effect, events, label, n}) =>
        effect.estimate !== null && (hidden(n) || hidden(events))
          ? [line(label, `the ${block.measure.toLowerCase()}`)]
          : []
      );
    default:
      return [];
  }
}

/** Sentences with a number that no table of the report shows: the gate would have left them out. */
function unfoundedTexts(report: ReportResult): string[] {
  const rules = ruleSentence(report);
  const again = gateTexts(report, {own: rules, trusting: false});
  const texts = (result: ReportResult) => [
    ...result.limitations,
    ...(result.notPublished ?? []).flatMap(({why, titles}) => [why, ...titles]),
    ...result.answer.map(({text}) => text),
    ...result.sections.flatMap(({blocks, claims, heading, text}) => [
      heading,
      ...text,
      ...claims.map((claim) => claim.text),
      ...blocks.flatMap(({caption, methods, notes, subtitle, title}) => [
        title,
        subtitle,
        caption,
        ...notes,
        ...methods
      ])
    ])
  ];
  const [said, allowed] = [texts(report), texts(again)];
  return said.flatMap((text, i) =>
    text === allowed[i] || text === null
      ? []
      : [`report ${report.id}: a sentence with a number that its tables do not show: ${text.slice(0, 80)}`]
  );
}

/** The gate's own sentence on how curves are drawn: its numbers are thresholds, not patients. */
function ruleSentence({sections}: ReportResult): string | null {
  const methods = sections.flatMap(({blocks}) => blocks.flatMap((block) => block.methods));
  return methods.find((text) => text.startsWith("Curves are given at whole months between which at least ")) ?? null;
}
