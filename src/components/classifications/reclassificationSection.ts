import {alluvial} from "../../charts/alluvial.js";
import {formatCount, formatShare} from "../../charts/format.js";
import {groupStyles} from "../../charts/palette.js";
import type {ClassificationsData, ClassificationSystem} from "../../model/siteClassifications.js";
import {choice, controlRow} from "../controls.js";
import {el, fill} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import type {QueryState} from "../queryState.js";
import {emptySection} from "../reportPage.js";
import {type Reclassification, reclassification} from "./reclassification.js";

const untold = "Cannot be told";

/** A class on either side; code null = the class cannot be told. */
type Side = readonly {readonly code: string | null; readonly label: string}[];

/** Any two classifications side by side: ribbons and a table; which two is held in the address. */
export function reclassificationSection(
  data: ClassificationsData,
  query: QueryState
): {element: HTMLElement; show(): void} {
  const id = "reclassification";
  const title = "From one classification to another";
  const {systems, pairs, sources} = data;
  if (pairs.length === 0) {
    const words = "This release does not set its classifications against each other.";
    return {element: emptySection(id, title, words), show: () => undefined};
  }
  const known = systems.filter((d) => pairs.some(({from, to}) => from === d.id || to === d.id));
  const first = firstPair(data);
  const select = (key: string, options: readonly (readonly [string, string])[]) => {
    const element = el(
      "select",
      {"data-testid": key},
      ...options.map(([value, words]) => el("option", {value}, words))
    );
    element.addEventListener("change", () => {
      query.set({[key]: element.value});
      show();
    });
    return element;
  };
  const names = known.map((d) => [d.id, d.title] as const);
  const from = select("from", names);
  const to = select("to", names);
  const source = select("source", [["", "all"], ...sources.map((d) => [d.id, d.id] as const)]);
  const controls = controlRow(
    choice("From", from),
    choice("To", to),
    sources.length > 1 ? choice("Source", source) : null
  );
  const frame = figureFrame(id, data, {controls});
  const message = el("div", {"data-testid": "no-pair"});
  frame.element.querySelector(".controls")?.after(message);

  function show(): void {
    from.value = query.get("from") || first.from;
    to.value = query.get("to") || first.to;
    source.value = query.get("source");
    if (from.selectedIndex < 0) from.value = first.from;
    if (to.selectedIndex < 0) to.value = first.to;
    if (source.selectedIndex < 0) source.value = "";
    const own = source.value === "" ? null : source.value;
    const before = systems.find((d) => d.id === from.value);
    const after = systems.find((d) => d.id === to.value);
    if (before === undefined || after === undefined) return;
    const found = reclassification(data, before.id, after.id, own);
    fill(message, found === null && noPair(before, after));
    for (const part of [".figure-body", "figcaption", ".toolbar", ".aside"]) {
      const element = frame.element.querySelector<HTMLElement>(part);
      if (element) element.hidden = found === null;
    }
    if (found !== null) frame.update(contentOf(before, after, found, own));
  }
  show();
  return {element: frame.element, show};
}

function noPair(before: ClassificationSystem, after: ClassificationSystem): HTMLElement {
  const words =
    before.id === after.id
      ? "Choose two different classifications."
      : `This release does not set ${before.title} against ${after.title}.`;
  return el("p", {class: "empty"}, words);
}

function contentOf(
  before: ClassificationSystem,
  after: ClassificationSystem,
  found: Reclassification,
  source: string | null
) {
  const [rows, columns] = [sideOf(before), sideOf(after)];
  const at = (side: Side, code: string | null) => side.findIndex((d) => d.code === code);
  const flows = found.cells.map((d) => ({from: at(rows, d.from), to: at(columns, d.to), n: d.n}));
  const nodes = (side: Side) => {
    const styles = groupStyles(side.map(({code}) => code));
    return side.map(({label}, i) => ({label, style: styles[i]}));
  };
  const {changed, resolved, n} = found;
  const title = `From ${before.title} to ${after.title}`;
  const share =
    changed === null
      ? ""
      : ` ${formatCount(changed)} of the ${formatCount(resolved)} with a class in both (${formatShare(changed, resolved)}) change class.`;
  const draw = (width: number) =>
    alluvial(flows, {
      width,
      from: {label: before.title, nodes: nodes(rows)},
      to: {label: after.title, nodes: nodes(columns)},
      title,
      summary: `${formatCount(n)} patients.${share} The numbers are in the table below the figure.`
    });
  return {
    title,
    subtitle: `${source ?? "All sources"}. Ribbons are as wide as they have patients and have the colour of the class they come from.`,
    caption: `${formatCount(n)} patients, ${formatCount(resolved)} of them with a class in both.${share}`,
    table: {
      columns: ["from", "to", "patients"],
      rows: found.cells.map((d) => [rows[at(rows, d.from)].label, columns[at(columns, d.to)].label, d.n])
    },
    draw,
    parts: {within: ["from"], counts: ["patients"]},
    aside: matrix(rows, columns, found, `${title}, patients and share of the row`)
  };
}

/** The classes of one side, those that cannot be told last. */
function sideOf({classes}: ClassificationSystem): Side {
  return [...classes, {code: null, label: untold}];
}

function matrix(rows: Side, columns: Side, {cells}: Reclassification, label: string): HTMLElement {
  const count = (from: string | null, to: string | null) =>
    cells.reduce((sum, d) => sum + (d.from === from && d.to === to ? d.n : 0), 0);
  const shownRows = rows.filter(({code}) => columns.some((d) => count(code, d.code) > 0));
  const shownColumns = columns.filter(({code}) => rows.some((d) => count(d.code, code) > 0));
  const line = ({code, label: name}: Side[number]) => {
    const all = shownColumns.reduce((sum, d) => sum + count(code, d.code), 0);
    return el(
      "tr",
      {"data-from": code ?? ""},
      el("th", {scope: "row"}, name),
      ...shownColumns.map((d) => {
        const n = count(code, d.code);
        const same = code !== null && code === d.code;
        const attributes = {
          class: same ? "number same" : "number",
          style: `--share:${(n / all).toFixed(3)}`,
          "data-n": n
        };
        return el("td", attributes, n === 0 ? "–" : `${formatCount(n)} (${formatShare(n, all)})`);
      }),
      el("td", {class: "number"}, formatCount(all))
    );
  };
  return el(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": label},
    el(
      "table",
      {class: "matrix", "data-testid": "matrix"},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", {scope: "col"}, "From"),
          ...shownColumns.map((d) => el("th", {scope: "col", class: "number"}, d.label)),
          el("th", {scope: "col", class: "number"}, "All")
        )
      ),
      el("tbody", {}, ...shownRows.map(line))
    )
  );
}

/** The pair shown first: ELN 2017 and 2022 if the release has them. */
function firstPair({pairs}: ClassificationsData): {from: string; to: string} {
  const eln = pairs.find(({from, to}) => [from, to].sort().join(" ") === "eln2017 eln2022");
  return eln === undefined ? pairs[0] : {from: "eln2017", to: "eln2022"};
}
