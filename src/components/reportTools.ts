import {el} from "./dom.js";
import {pngPicture} from "./pngPicture.js";

/**
 * What a script adds to a page that is complete without it: its files are saved instead of opened, each figure also as a PNG
 * picture, and its address can be copied.
 */
export function reportTools(page: HTMLElement): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>("a[data-file]:not([data-file=link])"))
    link.setAttribute("download", fileName(link));
  for (const links of page.querySelectorAll<HTMLElement>(".figure-links")) {
    const svg = links.querySelector<HTMLAnchorElement>("a[data-file=svg]");
    const status = el("span", {class: "status", role: "status"});
    const say = (words: string) => {
      status.textContent = words;
    };
    if (svg !== null) {
      const save = () => {
        savePng(svg).then(
          () => say("Picture saved"),
          (error: unknown) => say(`No picture: ${(error as Error).message}`)
        );
      };
      svg.after(el("button", {type: "button", class: "as-link", onclick: save}, "PNG"));
    }
    links.querySelector<HTMLAnchorElement>("a[data-file=link]")?.addEventListener("click", (event) => {
      const address = (event.currentTarget as HTMLAnchorElement).href;
      navigator.clipboard.writeText(address).then(
        () => say("Link copied"),
        // Where copying is not allowed, the address stands in the browser's own bar.
        () => say("The address is that of this page now")
      );
    });
    links.append(status);
  }
}

/** Report and figure in one name: files of several reports come to lie in one folder. */
function fileName({href}: HTMLAnchorElement): string {
  return `hemiola-${new URL(href).pathname.split("/").slice(-2).join("-")}`;
}

async function savePng(link: HTMLAnchorElement): Promise<void> {
  const response = await fetch(link.href);
  if (!response.ok) throw new Error(`${response.status} ${link.href}`);
  const text = await response.text();
  const metadata = new DOMParser().parseFromString(text, "image/svg+xml").querySelector("metadata")?.textContent ?? "";
  // A picture says what release it comes from, and whether its data are simulated, as the published file does.
  if (metadata === "") throw new Error(`${link.href} says nothing of its origin`);
  const picture = await pngPicture(text.slice(text.indexOf("<svg")), metadata);
  const url = URL.createObjectURL(new Blob([picture], {type: "image/png"}));
  el("a", {href: url, download: fileName(link).replace(/\.svg$/, ".png")}).click();
  // The browser has taken the address by the time the next task runs.
  setTimeout(() => URL.revokeObjectURL(url));
}
