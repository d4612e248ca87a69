import type {RenderRelease} from "../../report/render/renderRelease.js";
import type {GlossaryTerm} from "../glossary.js";
import {aboutPage} from "./aboutPage.js";
import {agreementPage} from "./agreementPage.js";
import {glossaryPage} from "./glossaryPage.js";
import {readMethods} from "./methods.js";
import {methodsPage} from "./methodsPage.js";

/** The pages that stand around the reports, as Markdown by their path: about, methods, agreement with R, glossary. */
export function writtenPages(
  root: string,
  {release, glossary}: {readonly release: RenderRelease; readonly glossary: readonly GlossaryTerm[]}
): Map<string, string> {
  const {methods, comparisons} = readMethods(root);
  return new Map([
    ["/about", aboutPage(release)],
    ["/agreement", agreementPage(methods, comparisons)],
    ["/glossary", glossaryPage(glossary)],
    ["/methods", methodsPage(methods)]
  ]);
}
