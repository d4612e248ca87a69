import type {ReportResult} from "../../../src/model/report.js";
import {type Markup, tag} from "../../pages/markup.js";
import type {Prose} from "./prose.js";
import {reportPath} from "./reportWords.js";

/** The groups in which reports are listed, in this order, with the words above each. */
const audiences = [
  {code: "clinician", name: "For clinicians"},
  {code: "researcher", name: "For researchers"},
  {code: "consortium", name: "For the consortium"}
] as const;

/** The index of reports: by audience, each with the first sentence of its answer. */
export function reportIndex(reports: readonly ReportResult[], prose: Prose): string {
  const own = reports.filter(({group}) => group === "report");
  const counts = {gene: 0, class: 0};
  for (const {group} of reports) if (group !== "report") ++counts[group];
  const lead =
    own.length === 0
      ? "No report is declared for this release."
      : "Reports are computed from this release and can be read, printed and quoted without JavaScript. Each opens with the answer.";
  const sections = audiences.flatMap(({code, name}) => {
    const listed = own.filter(({audience}) => audience === code);
    return listed.length === 0 ? [] : [tag("h2", {id: code}, name), listOf(listed, prose)];
  });
  const further = [
    counts.gene > 0
      ? tag(
          "li",
          {},
          tag("a", {href: "/genes/"}, "Genes"),
          ` ${counts.gene} pages, one for each gene with enough patients.`
        )
      : null,
    counts.class > 0
      ? tag(
          "li",
          {},
          tag("a", {href: "/classes/"}, "Genomic classes"),
          ` ${counts.class} pages, one for each class with enough patients.`
        )
      : null
  ].filter((item) => item !== null);
  return pageOf("Reports", [
    tag("p", {class: "lead"}, lead),
    ...sections,
    ...(further.length === 0
      ? []
      : [tag("h2", {id: "further"}, "One page each"), tag("ul", {class: "ways"}, ...further)])
  ]);
}

/** The index of pages on single genes, or on single genomic classes, in the order of the alphabet. */
export function groupIndex(group: "gene" | "class", reports: readonly ReportResult[], prose: Prose): string {
  const listed = reports
    .filter((report) => report.group === group)
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  const name = group === "gene" ? "Genes" : "Genomic classes";
  const words =
    group === "gene"
      ? "How often each is altered among those tested, with what it comes together, and how patients fare. Genes with too few patients have no page."
      : "Who is in each class, what is altered, and how patients fare. Classes with too few patients have no page.";
  return pageOf(name, [
    tag("p", {class: "lead"}, listed.length === 0 ? "This release has too few patients for any." : words),
    ...byClassification(listed).flatMap(({name: classification, reports: own}) => [
      ...(classification === null ? [] : [tag("h2", {}, ...prose(classification))]),
      listOf(own, prose, "ways short")
    ])
  ]);
}

/** Reports by the classification that their title ends in, in parentheses, which then stands once, above; null = none. */
function byClassification(reports: readonly ReportResult[]): {name: string | null; reports: ReportResult[]}[] {
  const groups = new Map<string | null, ReportResult[]>();
  for (const report of reports) {
    const [, title, name] = /^(.+) \(([^()]+)\)$/.exec(report.title) ?? [null, report.title, null];
    const own = {...report, title};
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [own]);
    else group.push(own);
  }
  return [...groups].map(([name, own]) => ({name, reports: own}));
}

function listOf(reports: readonly ReportResult[], prose: Prose, name = "ways"): Markup {
  return tag(
    "ul",
    {class: name},
    ...reports.map((report) => {
      const answer = report.answer.find(({holds, text}) => holds === true && text !== null)?.text ?? "";
      return tag("li", {}, tag("a", {href: reportPath(report)}, ...prose(report.title)), " ", ...prose(answer));
    })
  );
}

function pageOf(title: string, content: readonly Markup[]): string {
  const {html} = tag("div", {class: "listing", "data-testid": "listing"}, tag("h1", {}, title), ...content);
  return `---\ntitle: ${JSON.stringify(title)}\n---\n\n${html}\n`;
}
