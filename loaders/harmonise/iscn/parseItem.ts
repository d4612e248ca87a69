import type {KaryotypeItem, Operation, Rearrangement} from "./karyotype.js";

const operations: Readonly<Record<string, Operation>> = {
  t: "t",
  inv: "inv",
  del: "del",
  add: "add",
  der: "der",
  rec: "der",
  dup: "dup",
  ins: "ins",
  i: "i",
  iso: "i",
  ider: "i",
  idic: "idic",
  dic: "dic",
  r: "r",
  hsr: "hsr",
  trp: "trp",
  tas: "tas"
};
const written = /([a-z]{1,4})\(([^()]{0,200})\)(?:\(([^()]{0,400})\))?/gy;
const chromosome = /^(?:[1-9]|1\d|2[0-2]|X|Y|\?)$/;
const polymorphism = /^\d{1,2}(?:ph|qh|ps|cenh|pstk|stk)[+-]?$/;
const marker = /^\d{0,2}(?:[-~]\d{1,2})?\s?(?:var\s)?mar\d{0,2}(?:[-~]\d{1,2})?$/;
const minutes = /^\d{0,2}(?:[-~]\d{1,2})?dmin$/;
const ring = /^\d?r\d?$/;
const armLoss = /^(\d{1,2}|X|Y)([pq])-$/;

/** What one item says, and where its text ceased to be readable; null for an item that says nothing (`inc`). */
export interface ReadItem {
  readonly item: KaryotypeItem | null;
  /** Offset in the item's text from which it could not be read; its length if all of it could. */
  readonly readTo: number;
}

/**
 * Reads one item of a clone: `[?][+|-][n×]OP(chromosomes)(bands)[c][xN][[cells]]`, a whole chromosome, a marker, a ring,
 * double minutes, or a short form (`5q-`, `del(5q)`). What follows the part that could be read is told by `readTo`;
 * nothing is concluded from it.
 */
export function parseItem(text: string): ReadItem {
  const all = text.length;
  const cells = /\[(?:cp)?(\d{1,4})\]\s*$/.exec(text);
  const uncertain = text.includes("?");
  let rest = text.replace(/\[[^\]]{0,10}\]?\s*$/, "").trimEnd();
  const item = (op: Operation, parts: readonly Rearrangement[], sign: string, more: Partial<KaryotypeItem> = {}) => ({
    item: {
      sign: sign as KaryotypeItem["sign"],
      op,
      parts,
      copies: 1,
      uncertain,
      constitutional: false,
      cells: cells ? Number(cells[1]) : null,
      ...more
    },
    readTo: all
  });
  if (rest === "" || rest === "inc") return {item: null, readTo: all};
  if (polymorphism.test(rest)) return item("add", [], "", {constitutional: true});

  const head = /^\??\s?([+-]?)\s?\??\s?(?:(\d)\s?x\s?)?\s?\??/.exec(rest)!;
  const sign = head[1];
  const before = head[2] === undefined ? 1 : Number(head[2]);
  rest = rest.slice(head[0].length);
  const offset = head[0].length + (text.length - text.trimStart().length);
  const after = /x(\d)$/.exec(rest);
  const copies = after ? Number(after[1]) : before;
  if (after) rest = rest.slice(0, -2);

  if (sign !== "" && chromosome.test(rest.replace(/c$/, "")) && rest !== "?") {
    const constitutional = rest.endsWith("c");
    const name = rest.replace(/c$/, "");
    const parts = [{op: sign === "+" ? "gain" : "loss", chromosomes: [name], bands: []} as const];
    return item(parts[0].op, parts, sign, {copies, constitutional});
  }
  if (marker.test(rest)) return item("mar", [{op: "mar", chromosomes: [], bands: []}], sign, {copies});
  if (minutes.test(rest)) return item("dmin", [{op: "dmin", chromosomes: [], bands: []}], sign);
  if (ring.test(rest)) return item("r", [{op: "r", chromosomes: [], bands: []}], sign, {copies});
  const arm = armLoss.exec(rest);
  if (arm && chromosome.test(arm[1])) {
    return item("del", [{op: "del", chromosomes: [arm[1]], bands: [[arm[2]]]}], sign);
  }
  const {parts, end} = rearrangements(rest);
  if (parts.length === 0) return {item: null, readTo: 0};
  const tail = rest.slice(end);
  const isConstitutional = tail === "c" || isVariant(parts);
  const complete = tail.trim() === "" || tail === "c";
  const read = item(parts[0].op, parts, sign, {copies, constitutional: isConstitutional});
  return complete ? read : {...read, readTo: Math.min(all, offset + end)};
}

/** The rearrangements from the start of a text on, as far as they can be read. */
function rearrangements(text: string): {parts: Rearrangement[]; end: number} {
  const parts: Rearrangement[] = [];
  let end = 0;
  for (;;) {
    const lead = /^[?\s]{0,3}/.exec(text.slice(end))![0].length;
    written.lastIndex = end + lead;
    const match = written.exec(text);
    const part = match && rearrangement(match, parts.at(-1));
    if (!part) return {parts, end};
    parts.push(part);
    end = written.lastIndex;
  }
}

function rearrangement(match: RegExpExecArray, previous: Rearrangement | undefined): Rearrangement | null {
  const [, name, first, second] = match;
  if (!Object.hasOwn(operations, name)) return null;
  const op = operations[name];
  // der(17)add(p11): the bands are those of the chromosome named before.
  if (/^\??[pq]/.test(first) && previous && second === undefined) {
    return {op, chromosomes: previous.chromosomes, bands: bandsOf(first)};
  }
  const names = first.split(";").map((d) => d.trim());
  // del(5q), der(17p)
  const arms = names.map((d) => /^(\d{1,2}|X|Y)([pq])$/.exec(d));
  if (second === undefined && names.length > 0 && arms.every((d) => d !== null && chromosome.test(d[1]))) {
    return {op, chromosomes: arms.map((d) => d![1]), bands: arms.map((d) => [d![2]])};
  }
  const chromosomes = names.map((d) => (d === "?" ? d : d.replace(/\?/g, "")));
  if (!chromosomes.every((d) => chromosome.test(d))) return null;
  const bands = second === undefined ? [] : bandsOf(second);
  // inv(3)(q21;q26): all bands are those of the one chromosome.
  return {op, chromosomes, bands: chromosomes.length === 1 && bands.length > 1 ? [bands.flat()] : bands};
}

/** Bands by chromosome: `q22;q21` → [[q22], [q21]], `q13q33` → [[q13, q33]]; question marks are left out. */
function bandsOf(text: string): string[][] {
  return text
    .replace(/\?/g, "")
    .split(";")
    .map((segment) => segment.match(/[pq](?:\d{1,2}(?:\.\d{1,2})?)?/g) ?? []);
}

/** The pericentric inversion of chromosome 9, a normal variant even where no `c` is written. */
function isVariant(parts: readonly Rearrangement[]): boolean {
  const [{op, chromosomes, bands}] = parts;
  if (parts.length > 1 || op !== "inv" || chromosomes.join() !== "9") return false;
  const [from, to] = bands[0] ?? [];
  return /^p1[12]/.test(from ?? "") && /^q1[23]/.test(to ?? "");
}
