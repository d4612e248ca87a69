import {formatCount} from "../charts/format.js";
import {hideCountsBelow, withHidden} from "../model/hiddenCounts.js";
import type {FigureRelease} from "../model/figureRelease.js";
import type {
  LandmarkData,
  LongitudinalSite,
  LongitudinalSource,
  MrdGroupCode,
  PersistenceData
} from "../model/siteLongitudinal.js";
import {labelOf} from "../model/vocabulary.js";
import {choice, controlRow} from "./controls.js";
import {el, fill} from "./dom.js";
import {copyNumberSection} from "./longitudinal/copyNumberSection.js";
import {expressionSection} from "./longitudinal/expressionSection.js";
import {frequencySection} from "./longitudinal/frequencySection.js";
import {karyotypeAgreementSection} from "./longitudinal/karyotypeAgreementSection.js";
import {estimateText, landmarkSection} from "./longitudinal/landmarkSection.js";
import {landmarkSurvivalSection} from "./longitudinal/landmarkSurvivalSection.js";
import {persistenceSection, shareText} from "./longitudinal/persistenceSection.js";
import {type QueryState, queryState} from "./queryState.js";
import {emptySection, reportPage, type ReportSection} from "./reportPage.js";

/** A section, and how it follows the address. */
interface Follower extends ReportSection {
  readonly show?: () => void;
}

/**
 * What a source has beyond diagnosis and genome-wide: persistence of mutations after induction, relapse by it,
 * expression, copy number. One source at a time; its name is the page's.
 *
 * @param load fetches the matrix of expression, when it is needed
 */
export function longitudinalView(data: LongitudinalSite, load: () => Promise<ArrayBuffer>): HTMLElement {
  if (data.disclosure !== undefined) hideCountsBelow(data.disclosure.k);
  withHidden(data);
  const {longitudinal} = data;
  if (longitudinal.length === 0) return nothing();
  const host = el("div", {});
  let shown: LongitudinalSource | undefined;
  let followers: readonly Follower[] = [];
  const query = queryState(show);

  function show(): void {
    const source = longitudinal.find(({id}) => id === query.get("source")) ?? longitudinal[0];
    if (source !== shown) {
      shown = source;
      followers = sectionsOf(source, data, query, load);
      fill(
        host,
        sourceControl(data, source, choose),
        reportPage(nameOf(source, data), [leadOf(source, data)], followers)
      );
    } else for (const follower of followers) follower.show?.();
  }
  function choose(id: string): void {
    query.set({source: id === longitudinal[0].id ? "" : id, gene: "", mutation: ""});
    show();
  }
  show();
  return host;
}

function nothing(): HTMLElement {
  const words =
    "No source of this release has samples after induction, gene expression or copy number. Once one does, this page shows which mutations persist, what that means for relapse, and how classes differ in expression and copy number.";
  return reportPage(
    "Molecular course",
    [],
    [{id: "none", name: "None", element: emptySection("none", "Nothing to show yet", words)}]
  );
}

function sectionsOf(
  source: LongitudinalSource,
  data: LongitudinalSite,
  query: QueryState,
  load: () => Promise<ArrayBuffer>
): Follower[] {
  const site: FigureRelease = {...data, sources: data.sources.filter(({id}) => id === source.id)};
  const {persistence, landmark, expression, copyNumber, systems} = source;
  const sections: Follower[] = [];
  const add = (id: string, name: string, section: {readonly element: Element; show?(): void}) =>
    sections.push({id, name, ...section});
  if (persistence !== null) {
    add("persistence", "Persisting mutations", {element: persistenceSection(site, persistence)});
    if (persistence.genes.some(({pairs}) => pairs.some(({before}) => before !== null)))
      add("frequency", "Allele frequency", frequencySection(site, persistence, query));
    else if (data.disclosure !== undefined) add("frequency", "Allele frequency", {element: singlePatients()});
  }
  if (landmark !== null && landmark.n > 0) {
    add("landmark", "Relapse", {element: landmarkSection(site, landmark)});
    add("landmark-survival", "Survival", {element: landmarkSurvivalSection(site, landmark)});
  }
  if (expression !== null && systems.length > 0)
    add("expression", "Expression", expressionSection(site, expression, systems, query, load));
  if (copyNumber !== null) {
    add("copy-number", "Copy number", copyNumberSection(site, copyNumber, systems, query));
    add("karyotype-agreement", "Copy number, karyotype", {element: karyotypeAgreementSection(site, copyNumber)});
  }
  return sections;
}

/** In place of a figure that has a mark for each patient. */
function singlePatients(): HTMLElement {
  const words = "Each mark of this figure would be a patient. Single patients are not shown in this tier.";
  return emptySection("frequency", "How much of a mutation is left after induction?", words);
}

function nameOf({id}: LongitudinalSource, {sources}: LongitudinalSite): string {
  return sources.find((source) => source.id === id)?.name ?? id;
}

/** A choice of the source, where there are several. */
function sourceControl(
  {longitudinal, sources}: LongitudinalSite,
  shown: LongitudinalSource,
  choose: (id: string) => void
): HTMLElement | null {
  if (longitudinal.length < 2) return null;
  const options = longitudinal.map(({id}) => el("option", {value: id}, sources.find((d) => d.id === id)?.name ?? id));
  const select = el("select", {"data-testid": "source"}, ...options);
  select.value = shown.id;
  select.addEventListener("change", () => choose(select.value));
  return controlRow(choice("Source", select));
}

/** The page in a few sentences: what there is, what persists, what follows from it. */
function leadOf(source: LongitudinalSource, data: LongitudinalSite): string {
  const {persistence, landmark, expression, copyNumber} = source;
  const about = data.sources.find(({id}) => id === source.id);
  const have = [
    persistence === null ? null : `${formatCount(persistence.sampled)} have a sequenced sample after induction`,
    expression === null ? null : `${formatCount(expression.n)} gene expression at diagnosis`,
    copyNumber === null ? null : `${formatCount(copyNumber.n)} copy numbers`
  ].filter((words) => words !== null);
  const sentences = [
    about === undefined
      ? ""
      : `${formatCount(about.patients)} patients, day 0 is ${labelOf("indexEvent", about.indexEvent).toLowerCase()}${about.followupMedianMonths === null ? "" : `, median follow-up ${about.followupMedianMonths.toFixed(1)} months`}: ${have.join(", ")}.`,
    persistence === null ? "" : persistenceSentence(persistence),
    landmark === null ? "" : relapseSentence(landmark)
  ].filter((sentence) => sentence !== "");
  return sentences.join(" ");
}

function persistenceSentence({overall}: PersistenceData): string {
  const [any, nonDta] = overall;
  return any.tested === 0
    ? ""
    : `A mutation of diagnosis persists in ${shareText(any)}; one outside DNMT3A, TET2 and ASXL1 in ${shareText(nonDta)}.`;
}

function relapseSentence({groups}: LandmarkData): string {
  const read = groups.flatMap(({code, incidence}) => {
    const last = incidence.relapseAt.filter(({estimate}) => estimate !== null).at(-1);
    return last === undefined ? [] : [{code, last}];
  });
  const years = new Set(read.map(({last}) => Math.round(last.days / 365.25)));
  if (read.length < 2 || years.size !== 1) return "";
  const parts = read.map(({code, last}) => `${estimateText(last)} where ${words[code]}`);
  return `Within ${[...years][0]} years of the sample the cumulative incidence of relapse is ${parts.join(", ")}.`;
}

const words: Readonly<Record<MrdGroupCode, string>> = {
  non_dta: "a mutation outside these genes persists",
  dta_only: "one of these genes alone persists",
  none: "none persists"
};
