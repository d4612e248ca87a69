import {el, fill} from "./dom.js";

/** A thing to pick, or a state it can have. */
interface Option {
  readonly code: string;
  readonly label: string;
}

/** What a picker offers and whom it tells. */
export interface StatePickerOptions {
  readonly legend: string;
  readonly placeholder: string;
  readonly options: readonly Option[];
  /** The first is what a newly picked thing gets. */
  readonly states: readonly Option[];
  readonly change: (chosen: Record<string, readonly string[]>) => void;
}

let pickers = 0;

/** Picks things by typing part of their name, and for each the states a patient may have. */
export function statePicker({legend, placeholder, options, states, change}: StatePickerOptions): {
  readonly element: HTMLElement;
  show(chosen: Readonly<Record<string, readonly string[]>>): void;
} {
  const id = `picker-${++pickers}`;
  let chosen: Record<string, readonly string[]> = {};
  const list = el("datalist", {id}, ...options.map(({label}) => el("option", {value: label})));
  const search = el("input", {
    type: "text",
    list: id,
    placeholder,
    "aria-label": `${legend}: ${placeholder}`,
    autocomplete: "off"
  });
  const problem = el("p", {class: "problem", role: "alert", hidden: true});
  const rows = el("div", {class: "picked"});

  const find = (text: string) => options.find(({label}) => label.toLowerCase() === text.trim().toLowerCase());
  const add = (complain: boolean) => {
    const option = find(search.value);
    problem.hidden = option !== undefined || search.value === "" || !complain;
    if (!option) {
      fill(problem, `Not in this release: ${search.value}`);
      return;
    }
    search.value = "";
    if (!(option.code in chosen)) change({...chosen, [option.code]: [states[0].code]});
  };
  search.addEventListener("input", () => add(false));
  search.addEventListener("change", () => add(true));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      add(true);
    }
  });

  const row = (code: string, picked: readonly string[]) => {
    const label = options.find((option) => option.code === code)?.label ?? code;
    const boxes = states.map((state) => {
      const box = el("input", {type: "checkbox", value: state.code, checked: picked.includes(state.code)});
      box.addEventListener("change", () => {
        const next = states.map((d) => d.code).filter((d) => (d === state.code ? box.checked : picked.includes(d)));
        const others = Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== code));
        change(next.length === 0 ? others : {...chosen, [code]: next});
      });
      return el("label", {class: "state"}, box, state.label);
    });
    return el("fieldset", {class: "picked-row", "data-picked": code}, el("legend", {}, label), ...boxes);
  };

  return {
    element: el("fieldset", {}, el("legend", {}, legend), search, list, problem, rows),
    show(next) {
      chosen = {...next};
      fill(rows, ...Object.entries(chosen).map(([code, picked]) => row(code, picked)));
    }
  };
}
