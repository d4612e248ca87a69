import {el, fill} from "../dom.js";

const shownFor = 2000;

/** A button that copies the address of the page, which reopens it as it is. */
export function copyLink(): HTMLElement {
  const said = el("span", {class: "visually-hidden", role: "status"});
  const words = el("span", {}, "Copy link");
  const button = el("button", {type: "button", class: "quiet"}, words);
  const tell = (short: string, long: string) => {
    fill(words, short);
    fill(said, long);
    setTimeout(() => fill(words, "Copy link"), shownFor);
  };
  button.addEventListener("click", () => {
    // Browsers offer the clipboard to secure pages only.
    const copying = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error("no clipboard"));
    copying.then(
      () => tell("Copied", "The link is copied."),
      () => tell("Not copied", "This browser refuses to copy: take the link from the address bar.")
    );
  });
  return el("span", {}, button, said);
}
