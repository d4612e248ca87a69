import {el} from "../dom.js";

/**
 * A drawing whose row names can be pressed. The buttons lie over the names and take the focus as one: arrow keys move
 * between them, so that a reader with a keyboard need not step through sixty.
 *
 * @param label what pressing a row does, in words
 */
export function withRowButtons(
  drawing: SVGElement,
  {
    name,
    label,
    press
  }: {readonly name: string; readonly label: (row: string) => string; readonly press: (row: string) => void}
): HTMLElement {
  const group = el("div", {class: "row-buttons", role: "group", "aria-label": `${name}; arrow keys move between rows`});
  const texts = [...drawing.querySelectorAll<SVGTextElement>("[data-row] > .row-label")];
  const buttons = texts.map((text, i) => {
    const row = text.parentElement?.getAttribute("data-row") ?? "";
    const words = label(row);
    const button = el("button", {
      type: "button",
      "aria-label": words,
      title: words,
      tabindex: i === 0 ? 0 : -1,
      "data-row-button": row
    });
    const [x, y] = [Number(text.getAttribute("x")), Number(text.getAttribute("y"))];
    const toTheRight = text.getAttribute("text-anchor") !== "end";
    button.style.top = `${y - 16}px`;
    button.style.left = "0px";
    button.style.width = `${toTheRight ? 140 : x + 6}px`;
    button.addEventListener("click", () => press(row));
    return button;
  });
  group.append(...buttons);
  group.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const steps: Record<string, number> = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1};
    if (at < 0 || !Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, steps[event.key]))];
    buttons[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  return el("div", {class: "with-row-buttons"}, drawing, group);
}
