import {type CubeAddress, type CubeAnswer, cubeFile, everybodyCohort, noSplit} from "../../model/cube.js";
import {queryState} from "../queryState.js";
import {reportTools} from "../reportTools.js";

/** Values that stand for the first choice, and are not written into an address. */
const first: Readonly<Record<string, string>> = {cohort: everybodyCohort, split: noSplit};

/**
 * What a script adds to a page of the public explorer, which is complete without it for its first choice: other choices,
 * held in the address. Each is a small file, drawn when the site was built.
 */
export function cubePage(page: HTMLElement): void {
  const form = page.querySelector<HTMLFormElement>(".cube-choices")!;
  const host = page.querySelector<HTMLElement>(".cube-figures")!;
  const status = page.querySelector<HTMLElement>(".cube-status")!;
  const heading = page.querySelector<HTMLElement>(".cube-shown")!;
  const figures = (page.dataset.figures ?? "").split(" ");
  const single = page.dataset.single !== undefined;
  let asked = 0;
  // What the page came with.
  let drawn = keyOf(everybodyCohort, noSplit, figures[0]);

  const state = queryState(() => void show());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    state.set(Object.fromEntries(names().map((name) => [name, chosen(name) === initial(name) ? "" : chosen(name)])));
    void show();
  });
  reportTools(host);
  void show();

  function names(): string[] {
    return single ? ["cohort", "split", "figure"] : ["cohort", "split"];
  }

  function initial(name: string): string {
    return first[name] ?? figures[0];
  }

  function chosen(name: string): string {
    const element = form.elements.namedItem(name);
    return element instanceof RadioNodeList || element instanceof HTMLSelectElement ? element.value : initial(name);
  }

  /** Sets the controls as the address has it; what it names that is not offered, in words. */
  function readAddress(): string[] {
    return names().flatMap((name) => {
      const wanted = state.get(name) === "" ? initial(name) : state.get(name);
      const offered = [...form.querySelectorAll<HTMLOptionElement | HTMLInputElement>(`[name="${name}"] option, input[name="${name}"]`)]; // prettier-ignore
      const known = offered.some(({value}) => value === wanted);
      const value = known ? wanted : initial(name);
      for (const element of offered) {
        if (element instanceof HTMLOptionElement) element.selected = element.value === value;
        else element.checked = element.value === value;
      }
      return known ? [] : [`${name}: ${wanted.slice(0, 40)}`];
    });
  }

  async function show(): Promise<void> {
    const turn = ++asked;
    const unknown = readAddress();
    const [cohort, split] = [chosen("cohort"), chosen("split")];
    markImpossibleSplits(form, cohort);
    carryChoices(cohort, split);
    const addresses = (single ? [chosen("figure")] : figures).map((figure) => ({figure, cohort, split}));
    const notes = unknown.length === 0 ? "" : `Not offered here, and left out: ${unknown.join("; ")}. `;
    heading.textContent = shownWords(form);
    const key = keyOf(cohort, split, chosen("figure"));
    if (key === drawn) {
      status.textContent = notes;
      return;
    }
    host.setAttribute("aria-busy", "true");
    try {
      const answers = await Promise.all(addresses.map(answerOf));
      if (turn !== asked) return;
      drawn = key;
      host.replaceChildren(...answers.flatMap(({html}) => elementsOf(html)));
      reportTools(host);
      const published = answers.every((answer) => answer.published);
      status.textContent = `${notes}${published ? "" : "Not everything of this combination is published."}`;
    } catch (error) {
      if (turn !== asked) return;
      drawn = "";
      host.replaceChildren();
      status.textContent = `${notes}This could not be loaded (${(error as Error).message}). Reload the page, or choose again.`;
    }
    host.removeAttribute("aria-busy");
  }
}

function keyOf(...choices: readonly string[]): string {
  return choices.join("\n");
}

async function answerOf(address: CubeAddress): Promise<CubeAnswer> {
  const response = await fetch(new URL(cubeFile(address), document.baseURI));
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as CubeAnswer;
}

/** Markup of the site's own build; as everywhere, the policy of the page lets no script in it run. */
function elementsOf(html: string): Node[] {
  const {body} = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map((node) => document.adoptNode(node));
}

/** The patients shown, and by what they are split, in the words of the controls. */
function shownWords(form: HTMLFormElement): string {
  const [cohort, split] = ["cohort", "split"].map((name) =>
    form.querySelector<HTMLSelectElement>(`select[name=${name}]`)!
  );
  const words = (cohort.selectedOptions[0]?.textContent ?? "").replace(/ \([^()]*\)$/, "");
  return split.value === noSplit ? words : `${words}, by ${split.selectedOptions[0]?.textContent ?? ""}`;
}

/** A group is not split by what makes it. */
function markImpossibleSplits(form: HTMLFormElement, cohort: string): void {
  for (const option of form.querySelectorAll<HTMLOptionElement>("select[name=split] option"))
    option.disabled = !option.selected && cohort.startsWith(`${option.value}:`);
}

/** Links to the other pages of the explorer carry patients and split. */
function carryChoices(cohort: string, split: string): void {
  const query = new URLSearchParams();
  if (cohort !== everybodyCohort) query.set("cohort", cohort);
  if (split !== noSplit) query.set("split", split);
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".site-nav a.to-explorer"))
    link.search = query.toString();
}
