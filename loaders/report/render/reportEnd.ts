import type {ReportResult} from "../../../src/model/report.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import {type Markup, tag} from "../../pages/markup.js";
import type {Prose} from "./prose.js";
import type {RenderRelease} from "./renderRelease.js";
import {citation, filesFolder} from "./reportWords.js";

/** A part of the page that the contents name. */
export interface PagePart {
  readonly id: string;
  readonly name: string;
  readonly content: readonly Markup[];
}

/** What every report ends with: what its tier leaves out, methods as used, limitations, references, how to cite, whom to ask, how to repeat it. */
export function reportEnd(report: ReportResult, release: RenderRelease, prose: Prose): PagePart[] {
  const {sections, limitations, notPublished = [], references, tier} = report;
  const blocks = sections.flatMap((section) => section.blocks);
  const methods = [...new Set(blocks.flatMap((block) => block.methods))];
  const list = (name: "ul" | "ol", items: readonly string[]) =>
    tag(name, {class: "prose-list"}, ...items.map((item) => tag("li", {}, ...prose(item))));
  const shown = new Set(blocks.flatMap((block) => block.sources));
  const cited = [
    ...new Set(release.sources.flatMap(({id, citation: words}) => (words === null || !shown.has(id) ? [] : [words])))
  ];
  const leftOut = notPublished.map(({titles, why}) => `${titles.join("; ")}: ${why}.`);
  return [
    ...(leftOut.length === 0
      ? []
      : [
          {
            id: "not-published",
            name: `Not in the ${labelOf("accessTier", tier).toLowerCase()} release`,
            content: [list("ul", leftOut)]
          }
        ]),
    {
      id: "methods",
      name: "Methods",
      content: [
        tag(
          "p",
          {},
          ...prose(
            methods.length === 0 ? "No statistical method besides counting was used." : methods.map(sentence).join(" ")
          )
        ),
        tag(
          "p",
          {},
          "Formulas, and the functions of R that give the same numbers: ",
          tag("a", {href: "/methods"}, "methods"),
          "."
        )
      ]
    },
    ...(limitations.length === 0 ? [] : [{id: "limitations", name: "Limitations", content: [list("ul", limitations)]}]),
    ...(references.length === 0 ? [] : [{id: "references", name: "References", content: [list("ol", references)]}]),
    {
      id: "cite",
      name: "How to cite",
      content: [
        tag("p", {class: "citation"}, citation(report, release)),
        ...(cited.length === 0
          ? []
          : [tag("p", {}, "Data: "), tag("ul", {class: "prose-list"}, ...cited.map((words) => tag("li", {}, words)))])
      ]
    },
    {
      id: "contact",
      name: "Contact",
      content: [tag("p", {}, release.contact ?? "The study of this release names nobody to ask about its data.")]
    },
    {id: "reproduce", name: "Reproduce", content: [reproduceBox(report, release)]}
  ];
}

function reproduceBox(report: ReportResult, release: RenderRelease): Markup {
  const shown = report.sections
    .flatMap(({blocks}) => blocks)
    .flatMap(({title, explorer}) => (explorer === null ? [] : [{title, ...explorer}]));
  return tag(
    "div",
    {class: "reproduce"},
    tag(
      "p",
      {},
      "All numbers of this page: ",
      tag("a", {href: `/${filesFolder(report)}/results.json`, "data-file": "json"}, "results.json"),
      `. Each figure offers its own as CSV, ${report.tier === "public" ? "rounded as they may be shown" : "at full precision"}. Release `,
      tag("code", {}, release.releaseId),
      `, made with Hemiola ${release.versions.hemiola}, table schema ${release.versions.schema}, dictionary ${release.versions.dictionary}.`
    ),
    shown.length === 0 || report.tier === "public"
      ? null
      : tag(
          "details",
          {class: "numbers"},
          tag("summary", {}, "The cohort of each figure as an address"),
          tag(
            "ul",
            {class: "addresses"},
            ...shown.map(({title, page, query}) => {
              const href = `/${page.replace(/^\//, "")}?${query}`;
              return tag("li", {}, `${title}: `, tag("a", {href}, tag("code", {}, href)));
            })
          )
        )
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
