import {type AlterationClause, type ClauseKind, clauseKinds, type CohortFilter} from "../../cohort/filter.js";
import {comboBox, type ComboOption} from "../comboBox.js";
import {el, fill} from "../dom.js";

const kindWords: Record<ClauseKind, string> = {
  any: "any of these mutated",
  all: "all of these mutated",
  none: "none of these mutated"
};

/** Conditions on several alterations at once: any of them, all of them, none of them mutated. */
export function clauseEditor(
  options: readonly ComboOption[],
  part: (edit: (filter: CohortFilter) => CohortFilter) => void
): {readonly element: HTMLElement; show(filter: CohortFilter): void} {
  let clauses: readonly AlterationClause[] = [];
  const rows = el("div", {});
  const replace = (index: number, clause: AlterationClause | null) =>
    part((filter) => ({
      ...filter,
      clauses: filter.clauses.flatMap((d, i) => (i !== index ? [d] : clause === null ? [] : [clause]))
    }));

  const row = (clause: AlterationClause, index: number) => {
    const title = `Combination ${index + 1}`;
    const kind = kindSelect(clause.kind, title, (next) => replace(index, {...clause, kind: next}));
    const genes = clause.alterations.map((name) => {
      const rest = clause.alterations.filter((d) => d !== name);
      const remove = () => replace(index, rest.length === 0 ? null : {...clause, alterations: rest});
      return el(
        "button",
        {type: "button", class: "chip small", onclick: remove},
        name,
        el("span", {class: "cross", "aria-hidden": "true"}, "×"),
        el("span", {class: "visually-hidden"}, ", remove")
      );
    });
    const add = comboBox({
      label: `${title}: add a gene`,
      placeholder: "One more gene",
      options: options.filter(({code}) => !clause.alterations.includes(code)),
      pick: (code) => replace(index, {...clause, alterations: [...clause.alterations, code]})
    });
    const body = el("div", {class: "clause-genes"}, ...genes);
    return el("fieldset", {class: "clause"}, el("legend", {}, title), kind, body, add);
  };

  let draft: ClauseKind = "any";
  const draftKind = kindSelect(draft, "New combination", (next) => (draft = next));
  const first = comboBox({
    label: "New combination: first gene",
    placeholder: "First gene of a combination",
    options,
    pick: (code) => part((filter) => ({...filter, clauses: [...filter.clauses, {kind: draft, alterations: [code]}]}))
  });
  return {
    element: el(
      "fieldset",
      {class: "facet"},
      el("legend", {}, "Combinations of alterations"),
      rows,
      el("div", {class: "clause"}, draftKind, first)
    ),
    show(filter) {
      if (filter.clauses === clauses) return;
      clauses = filter.clauses;
      const focused = document.activeElement;
      const had = focused !== null && rows.contains(focused);
      fill(rows, ...clauses.map(row));
      // The row was made anew under the reader's hands.
      if (had) rows.querySelector<HTMLElement>("input, select")?.focus();
    }
  };
}

function kindSelect(value: ClauseKind, title: string, change: (kind: ClauseKind) => void): HTMLSelectElement {
  const select = el(
    "select",
    {"aria-label": `${title}: how they belong together`},
    ...clauseKinds.map((kind) => el("option", {value: kind, selected: kind === value}, kindWords[kind]))
  );
  select.addEventListener("change", () => change(select.value as ClauseKind));
  return select;
}
