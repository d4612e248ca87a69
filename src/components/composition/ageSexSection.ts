import {ageSexPyramid} from "../../charts/ageSexPyramid.js";
import {formatCount} from "../../charts/format.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {choice, controlRow} from "../controls.js";
import {el} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {type PageOption, sourcesOf} from "../pageState.js";
import {ageSexRows} from "./ageSexRows.js";
import type {CompositionSection} from "./cohortShown.js";
import {waitingContent} from "./waitingContent.js";

/** Width of the bands of age. */
export const bandOption: PageOption = {key: "bands", values: ["10", "5"], fallback: "10"};

const title = "How old are they, women and men?";

/** Age–sex pyramid of the cohort; null in a release without age in years, or without sex. */
export function ageSexSection(context: ViewContext): CompositionSection | null {
  const {site, catalogue, change} = context;
  if (!catalogue.numbers.has("age_years") || !catalogue.facets.has("sex")) return null;
  const bands = el(
    "select",
    {"data-testid": "bands"},
    el("option", {value: "10"}, "10 years"),
    el("option", {value: "5"}, "5 years")
  );
  bands.addEventListener("change", () => change({options: {bands: bands.value}}));
  const frame = figureFrame("age-sex", site, {controls: controlRow(choice("Bands of", bands)), lazy: true});
  return {
    element: frame.element,
    columns: () => ["age_years", "sex"],
    show({state, rows, all}) {
      bands.value = state.options.bands ?? bandOption.fallback;
      const counts = ageSexRows(rows, all, Number(bands.value));
      const known = rows.n - counts.unknown;
      const outline =
        all === null ? "" : " Dashed: the shape of all patients of the release, drawn at the size of the cohort.";
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle: `Patients by age at the index event, in bands of ${bands.value} years.`,
        caption: `${formatCount(known)} patients; ${formatCount(counts.unknown)} of unknown age or sex are in no bar.${outline}`,
        table: {
          columns: ["age_years", "women", "men", ...(all === null ? [] : ["all_women", "all_men"])],
          rows: [
            ...counts.rows.map(({label, female, male, allFemale, allMale}) => [
              label,
              female,
              male,
              ...(all === null ? [] : [allFemale ?? 0, allMale ?? 0])
            ]),
            ["unknown age or sex", counts.unknown, null, ...(all === null ? [] : [null, null])]
          ]
        },
        draw: (width) =>
          ageSexPyramid(counts.rows, {
            width,
            title,
            summary: counts.rows.map(({label, female, male}) => `${label}: ${female} women, ${male} men`).join("; ")
          }),
        metadata: cohortMetadata(context, state, `Counts in bands of ${bands.value} years of age`)
      });
    },
    stale: (waiting) => frame.stale(waiting),
    fail: (words) => frame.update(waitingContent(title, words))
  };
}
