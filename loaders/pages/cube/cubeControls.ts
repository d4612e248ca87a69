import {formatCount} from "../../../src/charts/format.js";
import {cohortName, type Cube, type CubeFigure, everybodyCohort, levelWords, noSplit} from "../../../src/model/cube.js";
import {type Markup, tag} from "../markup.js";

/** The choices of a page of the public explorer, as native controls: patients, split, and where only one figure is shown, which. */
export function cubeControls(cube: Cube, choice: readonly CubeFigure[] | null): Markup {
  return tag(
    "form",
    {class: "controls cube-choices", "data-testid": "cube-choices", "aria-label": "What is shown"},
    control("Patients", "cohort", cohortOptions(cube)),
    control("Split by", "split", [
      option(noSplit, "nothing"),
      ...cube.dimensions.map(({id, label}) => option(id, label))
    ]),
    choice === null ? null : figureChoice(choice)
  );
}

/** Groups that no page shows, each with the reason; null where there is none. */
export function leftOutGroups({dimensions}: Cube): Markup | null {
  const left = dimensions.flatMap(({label, levels}) =>
    levels.flatMap(({label: level, reason}) =>
      reason === null ? [] : [`${levelWords({label}, {label: level})}. ${reason}`]
    )
  );
  if (left.length === 0) return null;
  return tag(
    "details",
    {class: "numbers"},
    tag("summary", {}, "Groups that cannot be chosen, and why"),
    tag("ul", {class: "prose-list"}, ...left.map((words) => tag("li", {}, words)))
  );
}

function cohortOptions({dimensions, population}: Cube): Markup[] {
  const groups = dimensions.map((dimension) => {
    const levels = dimension.levels.filter(({reason}) => reason === null);
    const options = levels.map((level) =>
      option(cohortName(dimension, level), `${levelWords(dimension, level)} (${countWords(level.count.n)})`)
    );
    return options.length === 0 ? null : tag("optgroup", {label: dimension.label}, ...options);
  });
  return [option(everybodyCohort, `All patients (${countWords(population.n)})`), ...groups.filter((d) => d !== null)];
}

function figureChoice(figures: readonly CubeFigure[]): Markup {
  return tag(
    "fieldset",
    {class: "cube-figure"},
    tag("legend", {class: "control-label"}, "Outcome"),
    ...figures.map(({id, name}, i) =>
      tag(
        "label",
        {},
        tag("input", {type: "radio", name: "figure", value: id, checked: i === 0}),
        tag("span", {}, name)
      )
    )
  );
}

function control(label: string, name: string, options: readonly Markup[]): Markup {
  return tag(
    "label",
    {class: "control"},
    tag("span", {class: "control-label"}, label),
    tag("select", {name}, ...options)
  );
}

function option(value: string, words: string): Markup {
  return tag("option", {value}, words);
}

function countWords(n: number | null): string {
  return n === null ? "n not shown" : `n = ${formatCount(n)}`;
}
