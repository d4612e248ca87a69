import {el, fill} from "./dom.js";

/** A thing to pick. */
export interface ComboOption {
  readonly code: string;
  readonly label: string;
  /** Shown at the right, e.g. how many patients have it. */
  readonly hint?: string;
}

/** What the box offers and whom it tells. */
export interface ComboBoxOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly options: readonly ComboOption[];
  readonly pick: (code: string) => void;
}

const shownAtMost = 12;
let boxes = 0;

/** Options whose label contains the text, those that begin with it first. */
export function matches(options: readonly ComboOption[], text: string): ComboOption[] {
  const wanted = text.trim().toLowerCase();
  const at = (option: ComboOption) => option.label.toLowerCase().indexOf(wanted);
  const found = options.filter((option) => at(option) >= 0);
  const begins = found.filter((option) => at(option) === 0);
  return [
    ...begins.filter((option) => means(option, wanted)),
    ...begins.filter((option) => !means(option, wanted)),
    ...found.filter((option) => at(option) > 0)
  ];
}

/**
 * A text field with a list of what it matches: type part of a name, choose with the arrow keys and Enter or by
 * pointer (the combobox pattern of the ARIA Authoring Practices Guide). Nothing is picked by typing alone, since one
 * name may be the beginning of another.
 */
export function comboBox({label, placeholder, options, pick}: ComboBoxOptions): HTMLElement {
  const id = `combo-${++boxes}`;
  const list = el("ul", {id, role: "listbox", class: "combo-list", "aria-label": label, hidden: true});
  const problem = el("p", {class: "problem", role: "alert", hidden: true});
  const input = el("input", {
    type: "text",
    role: "combobox",
    placeholder,
    "aria-label": label,
    "aria-controls": id,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false"
  });
  let found: ComboOption[] = [];
  let active = -1;

  const choose = (option: ComboOption) => {
    input.value = "";
    close();
    pick(option.code);
  };
  const show = () => {
    problem.hidden = true;
    found = matches(options, input.value).slice(0, shownAtMost);
    active = Math.min(active, found.length - 1);
    const items = found.map((option, i) => {
      const attributes = {id: `${id}-${i}`, role: "option", "aria-selected": String(i === active)};
      const hint = option.hint === undefined ? null : el("span", {class: "number"}, option.hint);
      const item = el("li", attributes, el("span", {}, option.label), hint);
      // Before the field loses the focus, which would close the list.
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => choose(option));
      return item;
    });
    fill(list, ...items);
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${active}`);
      items[active].scrollIntoView({block: "nearest"});
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    active = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const enter = () => {
    const text = input.value.trim().toLowerCase();
    if (active < 0 && text === "") return;
    const option = active >= 0 ? found[active] : (found.find((d) => means(d, text)) ?? found[0]);
    if (option) choose(option);
    else {
      problem.hidden = false;
      fill(problem, `Not in this release: ${input.value}`);
    }
  };
  input.addEventListener("input", () => {
    active = -1;
    show();
  });
  input.addEventListener("click", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) show();
      const count = found.length;
      if (count > 0) active = event.key === "ArrowDown" ? (active + 1) % count : (active <= 0 ? count : active) - 1;
      show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  return el("div", {class: "combo"}, input, list, problem);
}

/** True if a text is the whole of a name, or the whole of its first word: "KIT" means "KIT mutated", not "KITLG mutated". */
function means({label}: ComboOption, text: string): boolean {
  return `${label.toLowerCase()} `.startsWith(`${text} `);
}
