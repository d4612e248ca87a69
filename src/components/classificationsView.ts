import {classBars} from "../charts/classBars.js";
import {formatCount, formatNumber} from "../charts/format.js";
import {hideCountsBelow, sumOfCounts, withheld, withHidden} from "../model/hiddenCounts.js";
import type {ClassificationsData, ClassificationSystem} from "../model/siteClassifications.js";
import {classSizes, statusTotals} from "./classifications/classSizes.js";
import {reclassificationSection} from "./classifications/reclassificationSection.js";
import {rulesSection} from "./classifications/rulesSection.js";
import {systemsTable} from "./classifications/systemsTable.js";
import {choice, controlRow} from "./controls.js";
import {partsInWords} from "./disclosure/partsInWords.js";
import {el, fill} from "./dom.js";
import {figureFrame} from "./figureFrame.js";
import {queryState} from "./queryState.js";
import {emptySection, reportPage} from "./reportPage.js";

/** The classes of the patients by each classification, the rules that decided, and one classification against another. */
export function classificationsView(data: ClassificationsData): HTMLElement {
  if (data.disclosure !== undefined) hideCountsBelow(data.disclosure.k);
  withHidden(data);
  const {systems} = data;
  if (systems.length === 0) {
    const words =
      "This release has no classifications. They are added when it is made from a disease with rule tables.";
    return reportPage(
      "Classifications",
      [],
      [{id: "systems", name: "None", element: emptySection("systems", "No classes", words)}]
    );
  }
  const query = queryState(() => {
    show();
    pair.show();
  });
  const system = el(
    "select",
    {"data-testid": "system"},
    ...systems.map(({id, title}) => el("option", {value: id}, title))
  );
  system.addEventListener("change", () => choose(system.value));
  const frame = figureFrame("classes", data, {controls: controlRow(choice("Classification", system))});
  const rules = el("div", {});
  const pair = reclassificationSection(data, query);

  function choose(id: string): void {
    query.set({system: id});
    show();
    frame.element.scrollIntoView({block: "nearest"});
  }

  function show(): void {
    system.value = query.get("system");
    if (system.selectedIndex < 0) system.value = systems[0].id;
    const shown = systems.find(({id}) => id === system.value) ?? systems[0];
    frame.update(contentOf(shown, data));
    fill(rules, rulesSection(shown));
  }
  show();
  return reportPage(
    "Classifications",
    [leadOf(data)],
    [
      {id: "systems", name: "All classifications", element: systemsTable(data, choose)},
      {id: "classes", name: "Sizes of the classes", element: frame.element},
      {id: "rules", name: "Rules, missing facts", element: rules},
      {id: "reclassification", name: "One against another", element: pair.element}
    ]
  );
}

function leadOf({systems}: ClassificationsData): string {
  const many = systems.length === 1 ? "One classification" : `${formatNumber(systems.length)} classifications`;
  return `${many}, each a table of rules run by one engine. A patient’s class is definite only if no missing fact could change it; a fact that was not looked at is never read as absent without saying so.`;
}

const hiddenClass = {definite: withheld, provisional: withheld, unresolved: withheld};

function contentOf(system: ClassificationSystem, {sources}: ClassificationsData) {
  const sizes = classSizes(
    system,
    sources.map(({id}) => id)
  );
  const {panels, rows} = sizes;
  const shown = rows.filter(({counts}) => counts.some((d) => d.definite + d.provisional + d.unresolved > 0));
  const totals = statusTotals(system);
  const {n} = panels[0];
  const [definite, provisional, unresolved] = partsInWords([totals.definite, totals.provisional, totals.unresolved], n);
  const share = definite.isHidden ? "" : ` (${definite.share})`;
  const title = `${system.title}: how many patients are in each class`;
  const draw = (classes: typeof shown) => (width: number) =>
    classBars(classes, {
      width,
      panels,
      title,
      summary: classes
        .map(({label, counts: [d]}) => `${label} ${formatCount(sumOfCounts(Object.values(d)))}`)
        .join("; ")
    });
  return {
    title,
    subtitle: "Share of the patients; one scale for all panels.",
    caption: `${formatCount(n)} patients: ${definite.count} definite${share}, ${provisional.count} provisional, ${unresolved.count} cannot be told.`,
    table: {
      columns: ["class", "source", "definite", "provisional", "cannot_be_told", "patients_of_source"],
      rows: rows.flatMap(({label, counts}) =>
        counts.map((d, i) => [label, panels[i].source ?? "all", d.definite, d.provisional, d.unresolved, panels[i].n])
      )
    },
    draw: draw(shown),
    // Every source, and all together, is the whole of its classes.
    parts: {within: ["source"], counts: ["definite", "provisional", "cannot_be_told"]},
    // A class is drawn in those panels in which its numbers are shown; in the others a dash stands in place of its bar.
    without: (isShown: (row: number) => boolean) => {
      const seen = rows.map((row, r) => ({
        ...row,
        counts: row.counts.map((d, i) => (isShown(r * panels.length + i) ? d : hiddenClass))
      }));
      const isAbsent = ({counts}: (typeof seen)[number]) =>
        counts.every((d) => d !== hiddenClass && d.definite + d.provisional + d.unresolved === 0);
      return {draw: draw(seen.filter((row) => !isAbsent(row)))};
    }
  };
}
