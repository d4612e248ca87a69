import type {Abnormality, Clone, KaryotypeItem} from "./karyotype.js";

/** From this many metaphases on, the counts decide whether an abnormality is clonal. */
const countedFrom = 10;

/**
 * The distinct abnormalities over all clones, each once, in the order in which they are first written. A chromosome
 * gained twice in one clone (tetrasomy) counts twice; the two derivatives of one translocation count once.
 *
 * @param metaphases all metaphases; null where not stated
 */
export function distinctAbnormalities(clones: readonly Clone[], metaphases: number | null): Abnormality[] {
  const found = new Map<string, {item: KaryotypeItem; clone: number; cells: number | null}>();
  clones.forEach((clone, c) => {
    const inClone = new Map<string, number>();
    for (const item of clone.items) {
      const name = identity(item);
      const copies = item.op === "mar" || item.op === "dmin" || item.op === "r" ? 1 : item.copies;
      for (let copy = 0; copy < copies; ++copy) {
        const nth = (inClone.get(name) ?? 0) + 1;
        // Two derivatives of one translocation are one abnormality; two gains of a chromosome are two.
        if (nth > 1 && item.op !== "gain" && item.op !== "mar" && copies === 1) continue;
        inClone.set(name, nth);
        const key = `${name}#${nth}`;
        const cells = item.cells ?? clone.cells;
        const known = found.get(key);
        if (!known) found.set(key, {item, clone: c + 1, cells});
        else if (known.cells !== null && cells !== null) known.cells += cells;
        else known.cells = null;
      }
    }
  });
  return [...found.values()].map((d) => ({...d, clonal: isClonal(d.item, d.cells, metaphases)}));
}

function isClonal({op}: KaryotypeItem, cells: number | null, metaphases: number | null): boolean {
  if (cells === null || metaphases === null || metaphases < countedFrom) return true;
  return cells >= (op === "loss" ? 3 : 2);
}

/** What makes two items the same abnormality: a derivative of a translocation is that translocation. */
function identity({sign, parts}: KaryotypeItem): string {
  const inner = parts.length === 2 && parts[0].op === "der" && parts[1].op === "t" && sign === "" ? [parts[1]] : parts;
  const words = inner.map((d) => `${d.op}(${d.chromosomes.join(";")})(${d.bands.map((b) => b.join("")).join(";")})`);
  return `${sign}${words.join("")}`;
}
