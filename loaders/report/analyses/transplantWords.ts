import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {ReportContext} from "../reportContext.js";
import {adjustmentWords, knownTerms} from "./adjustment.js";
import {sourcesOf} from "../blocks/blockFrame.js";
import type {Transplantation} from "./transplantation.js";
import type {CourseEvent, TransplantCourse} from "./transplantCourse.js";

/** What ends the time after remission, in words, with the clause of those who had it. */
export const courseEvents: readonly {readonly code: CourseEvent; readonly label: string; readonly clause: string}[] = [
  {code: "death", label: "Death from any cause", clause: "OS:event"},
  {code: "relapse", label: "Relapse", clause: "CIR:event"},
  {code: "nrm", label: "Death without relapse", clause: "CIR:competing"}
];

/** The declared adjustment and strata that the release has. */
export function courseModel(
  context: ReportContext,
  {adjust, strata}: Pick<Transplantation, "adjust" | "strata">,
  course: TransplantCourse
): {readonly adjust: Transplantation["adjust"]; readonly strata: readonly string[]; readonly words: string} {
  const terms = knownTerms(context, adjust);
  const own = strata.filter((column) => context.catalogue.groupings.some(({key}) => key === column));
  const several = sourcesOf(context, course.set).length > 1;
  const layers = [...(several ? ["source"] : []), ...own.map((d) => groupingOf(context.catalogue, d).label)];
  return {
    adjust: terms,
    strata: own,
    words: [
      terms.length > 0 ? `adjusted for ${adjustmentWords(context, terms)}` : "",
      layers.length > 0 ? `stratified by ${layers.join(" and ")}` : ""
    ]
      .filter((d) => d !== "")
      .join(", ")
  };
}

/** The sentence of methods that every analysis of transplantation has. */
export const transplantMethod =
  "Allogeneic transplantation in the first remission is an exposure that begins on its day; an event on the same day comes before it; a transplantation after relapse does not count.";
