import type {Page} from "playwright-core";

/** What a page said after a change, if it was not busy then. */
export interface Rest {
  readonly change: number;
  readonly n: number;
}

/** Conditions that are set and taken back in turn: the nth change works on the condition n modulo 3. */
export const conditions = [
  {name: "female", control: "input[value=female]"},
  {name: "NPM1", control: '[data-picked="NPM1"] .state-name'},
  {name: "DNMT3A", control: '[data-picked="DNMT3A"] .state-name'}
] as const;

/** The conditions that are set after a change. */
export function setAfter(change: number): string[] {
  const times = (condition: number) => Math.floor((change + conditions.length - condition) / conditions.length);
  return conditions.filter((_, k) => times(k) % 2 === 1).map(({name}) => name);
}

/** Makes the changes from one to another, one per frame of the screen; what the page said whenever it was at rest. */
export async function clickThrough(page: Page, from: number, to: number): Promise<Rest[]> {
  return await page.evaluate(
    async ({controls, first, last}) => {
      const rests: {change: number; n: number}[] = [];
      for (let change = first; change < last; ++change) {
        document.querySelector<HTMLElement>(controls[change % controls.length])!.click();
        await new Promise(requestAnimationFrame);
        if (document.querySelector('[aria-busy="true"]') !== null) continue;
        const n = document.querySelector<HTMLElement>('[data-testid="cohort-n"]')!.dataset.value;
        rests.push({change, n: Number(n)});
      }
      return rests;
    },
    {controls: conditions.map(({control}) => control), first: from, last: to}
  );
}
