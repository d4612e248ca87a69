import {formatCount, formatNumber, formatP, formatValue} from "../../charts/format.js";
import {valueBoxes} from "../../charts/valueBoxes.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import {type ExpressionData, fewestInClass, type LongitudinalSystem} from "../../model/siteLongitudinal.js";
import {labelOf} from "../../model/vocabulary.js";
import {comboBox} from "../comboBox.js";
import {choice, controlRow} from "../controls.js";
import {el, fill} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import type {QueryState} from "../queryState.js";
import {type ExpressionNumbers, expressionNumbers} from "./expressionNumbers.js";
import {expressionReader} from "./expressionReader.js";

/** Expression of a chosen gene by class: the matrix is loaded when a gene other than the first is asked for. */
export function expressionSection(
  site: FigureRelease,
  data: ExpressionData,
  systems: readonly LongitudinalSystem[],
  query: QueryState,
  load: () => Promise<ArrayBuffer>
): {readonly element: HTMLElement; show(): void} {
  const read = expressionReader(data, load);
  const problem = el("p", {class: "problem", role: "alert", hidden: true});
  const picker = comboBox({
    label: `Gene: find one of ${formatNumber(data.genes.length)}`,
    placeholder: "Find a gene, e.g. HOXA9",
    options: data.genes.map((gene) => ({code: gene, label: gene})),
    pick: (gene) => {
      query.set({gene: gene === data.first.gene ? "" : gene});
      show();
    }
  });
  picker.classList.add("picker");
  const system = el(
    "select",
    {"data-testid": "classes-of"},
    ...systems.map(({id, title}) => el("option", {value: id}, title))
  );
  system.addEventListener("change", () => {
    query.set({classes: system.value === systems[0].id ? "" : system.value});
    show();
  });
  const values = el(
    "select",
    {"data-testid": "values"},
    el("option", {value: ""}, "centred by batch"),
    el("option", {value: "raw"}, "as measured")
  );
  values.addEventListener("change", () => {
    query.set({values: values.value});
    show();
  });
  const controls = controlRow(
    picker,
    choice("Classes", system),
    data.batches.length > 1 ? choice("Values", values) : null
  );
  const frame = figureFrame("expression", site, {controls});
  controls.append(problem);
  let asked = 0;

  function show(): void {
    const wanted = query.get("gene");
    const gene = data.genes.includes(wanted) ? wanted : data.first.gene;
    const unknown = wanted !== "" && wanted !== gene;
    say(unknown ? `Not measured here: ${wanted.slice(0, 40)}. Shown instead: ${gene}.` : "");
    const chosen = systems.find(({id}) => id === query.get("classes")) ?? systems[0];
    system.value = chosen.id;
    values.value = query.get("values") === "raw" ? "raw" : "";
    const centred = data.batches.length > 1 && values.value === "";
    const now = ++asked;
    const update = (measured: ArrayLike<number | null>) =>
      frame.update(contentOf(gene, data, chosen, centred, expressionNumbers(data, chosen, measured, centred)));
    if (gene === data.first.gene) return update(data.first.values);
    frame.stale(true);
    read(gene).then(
      // A later choice may have been answered before an earlier one.
      (measured) => now === asked && update(measured),
      (error: unknown) => {
        if (now !== asked) return;
        frame.stale(false);
        say(`The values of ${gene} could not be loaded (${String(error)}). Choose the gene again to retry.`);
      }
    );
  }
  function say(words: string): void {
    problem.hidden = words === "";
    fill(problem, words);
  }
  // The first figure stands before any other gene has been loaded.
  frame.update(contentOf(data.first.gene, data, systems[0], data.batches.length > 1, firstNumbers(data, systems[0])));
  show();
  return {element: frame.element, show};
}

function firstNumbers(data: ExpressionData, system: LongitudinalSystem): ExpressionNumbers {
  return expressionNumbers(data, system, data.first.values, data.batches.length > 1);
}

function contentOf(
  gene: string,
  data: ExpressionData,
  {title: classification}: LongitudinalSystem,
  centred: boolean,
  {groups, n, missing, pooled, test}: ExpressionNumbers
) {
  const unit = labelOf("expressionUnit", data.unit);
  const title = `Is ${gene} expressed differently between classes?`;
  const batches = centred
    ? `Centred by batch: the median of each of ${formatNumber(data.batches.length)} batches is taken off, the median of all put on; a true difference between batches in who is in them is taken off as well.`
    : data.batches.length > 1
      ? `As measured in ${formatNumber(data.batches.length)} batches, shifts between them included.`
      : "All in one batch.";
  const tested = groups.filter(({code}) => code !== null && code !== "other").length;
  const words =
    test.h === null || test.p === null
      ? "There are no two classes to test."
      : `Kruskal–Wallis test over ${formatNumber(tested)} classes: H = ${test.h.toFixed(1)}, ${test.df} df, p = ${formatP(test.p)}; of this gene alone, not adjusted for the choice among ${formatNumber(data.genes.length)}.`.replace(
          "= <",
          "<"
        );
  return {
    title,
    subtitle: `By ${classification}; a point per patient, box from quartile to quartile, median.`,
    caption: [
      `${formatCount(n)} patients${data.platform === null ? "" : `, ${data.platform}`}, ${unit}. ${batches}`,
      pooled.length > 0
        ? `Classes with fewer than ${fewestInClass} patients are drawn together as “Other classes”: ${pooled.join(", ")}.`
        : "",
      missing > 0 ? `${formatCount(missing)} patients without a value are left out.` : "",
      words
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    table: {
      columns: ["class", "patients", "lower_quartile", "median", "upper_quartile", "values"],
      rows: groups.map((d) => [
        d.label,
        d.values.length,
        d.lowerQuartile,
        d.median,
        d.upperQuartile,
        [...d.values]
          .sort((a, b) => a - b)
          .map((value) => Number(value.toFixed(4)))
          .join(" ")
      ])
    },
    draw: (width: number) =>
      valueBoxes(groups, {
        width,
        xLabel: `${gene}, ${unit}${centred ? ", centred by batch" : ""}`,
        title,
        summary: groups
          .map((d) => `${d.label}: ${formatCount(d.values.length)} patients, median ${formatValue(d.median)}`)
          .join("; ")
      })
  };
}
