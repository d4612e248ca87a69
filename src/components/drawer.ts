import {el, fill} from "./dom.js";

/**
 * Keeps a panel beside the page on wide screens, and behind a button in a drawer on narrower ones (the whole screen on
 * a phone). The drawer is modal: focus stays inside, Escape closes it and the focus returns to the button.
 */
export function drawer(
  panel: HTMLElement,
  name: string
): {readonly element: HTMLElement; applyLabel(words: string): void} {
  const wide = matchMedia("(min-width: 1200px)");
  const apply = el("button", {type: "button", class: "primary", onclick: () => dialog.close()}, "Show patients");
  const body = el("div", {class: "drawer-body"});
  const dialog = el(
    "dialog",
    {class: "drawer", "aria-label": name},
    el(
      "div",
      {class: "drawer-head"},
      el("span", {}, name),
      el("button", {type: "button", class: "quiet", onclick: () => dialog.close()}, "Close")
    ),
    body,
    el("div", {class: "drawer-foot"}, apply)
  );
  const opener = el("button", {type: "button", class: "open-filters", "aria-haspopup": "dialog"}, name);
  opener.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => {
    // Only the backdrop is the dialog itself.
    if (event.target === dialog) dialog.close();
  });
  const beside = el("div", {class: "beside"});
  const place = () => {
    if (wide.matches) dialog.close();
    fill(wide.matches ? beside : body, panel);
  };
  wide.addEventListener("change", place);
  place();
  return {
    element: el("aside", {class: "panel", "aria-label": name}, opener, beside, dialog),
    applyLabel: (words) => fill(apply, words)
  };
}
