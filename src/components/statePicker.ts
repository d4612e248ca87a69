import {comboBox, type ComboOption} from "./comboBox.js";
import {el, fill} from "./dom.js";

/** What a picker offers and whom it tells. */
export interface StatePickerOptions {
  readonly legend: string;
  readonly placeholder: string;
  readonly options: readonly ComboOption[];
  /** The first is what a newly picked thing gets. */
  readonly states: readonly {readonly code: string; readonly label: string}[];
  readonly change: (chosen: Record<string, readonly string[]>) => void;
}

/** Picks things by typing part of their name, and for each the states a patient may have. */
export function statePicker({legend, placeholder, options, states, change}: StatePickerOptions): {
  readonly element: HTMLElement;
  show(chosen: Readonly<Record<string, readonly string[]>>): void;
} {
  let chosen: Record<string, readonly string[]> = {};
  const rows = el("div", {class: "picked"});
  const box = comboBox({
    label: `${legend}: ${placeholder}`,
    placeholder,
    options,
    pick: (code) => {
      if (!(code in chosen)) change({...chosen, [code]: [states[0].code]});
    }
  });
  const without = (code: string) => Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== code));

  const row = (code: string, picked: readonly string[]) => {
    const label = options.find((option) => option.code === code)?.label ?? code;
    const boxes = states.map((state) => {
      const check = el("input", {type: "checkbox", value: state.code, checked: picked.includes(state.code)});
      check.addEventListener("change", () => {
        const next = states.map((d) => d.code).filter((d) => (d === state.code ? check.checked : picked.includes(d)));
        change(next.length === 0 ? without(code) : {...chosen, [code]: next});
      });
      return el("label", {class: "state"}, check, state.label);
    });
    return el("fieldset", {class: "picked-row", "data-picked": code}, el("legend", {}, label), ...boxes);
  };

  return {
    element: el("fieldset", {class: "facet"}, el("legend", {}, legend), box, rows),
    show(next) {
      const focused = focusedChoice(rows);
      chosen = {...next};
      fill(rows, ...Object.entries(chosen).map(([code, picked]) => row(code, picked)));
      if (focused) rows.querySelector<HTMLElement>(focused)?.focus();
    }
  };
}

/** How to find the check box that has the focus again after its row was made anew. */
function focusedChoice(rows: HTMLElement): string | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLInputElement) || !rows.contains(focused)) return null;
  const code = focused.closest<HTMLElement>("[data-picked]")?.dataset.picked ?? "";
  return `[data-picked="${CSS.escape(code)}"] input[value="${CSS.escape(focused.value)}"]`;
}
