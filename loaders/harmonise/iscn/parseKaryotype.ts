import {distinctAbnormalities} from "./distinctAbnormalities.js";
import {splitEvidence} from "./evidenceTail.js";
import type {Clone, Karyotype, KaryotypeItem, KaryotypeStatus, Span} from "./karyotype.js";
import {parseItem} from "./parseItem.js";
import {repairText} from "./repairText.js";
import {beginsClone, splitClones, splitItems} from "./splitClones.js";

const missing = /^(?:na|n\/a|-9|\.|unknown|unbekannt)?$/i;
const failed =
  /no\s(?:analy[sz]able\s)?metaphas|keine\s(?:analysierbaren?\s|auswertbaren?\s)?(?:metaphas|mitosen)|\bfailed\b|no\sgrowth|mislukt/i;
const notDone = /no\s(?:material|analysis)|not\sdone|kein(?:e)?\s(?:material|analyse)|nicht\sdurchgef|niet\sverricht/i;
const normalInWords = /^(?:normal|normaal|normaler\skaryotyp|normal\skaryotype)\.?$/i;
const complexInWords = /comple(?:x|tely\sabnormal)|komplex/i;

/** A clone without a comma: `46XX`, `46 XY[20]`. */
const bareSex = /^\d{2}\s?,?\s?[XY]{1,4}(?:\s?\[|$)/;

/** Fewer metaphases than this do not suffice to call a karyotype normal. */
const sufficient = 10;

/**
 * Reads the text of a karyotype written by ISCN, with the results of FISH, PCR and arrays written behind it, or the
 * words that stand for it (English, German, Dutch). Reads any text without throwing; what cannot be read is listed in
 * `unparsed` and nothing is concluded from it. Time is linear in the length of the text.
 *
 * Clones: `idem`, `sl` and `sdl` stand for the items of the first clone (`sdl`: of the one before). An abnormality is
 * clonal if structural changes and gains are seen in two metaphases and losses in three; where fewer than ten
 * metaphases are counted, or none, the writer is trusted (ISCN 2020).
 */
export function parseKaryotype(delivered: string): Karyotype {
  const whole = delivered.trim();
  const nothing = {clones: [], abnormalities: [], unparsed: [], repairs: {}, evidence: [], metaphases: null};
  if (missing.test(whole)) return {...nothing, status: "missing", saidComplex: false};
  const {text, repairs} = repairText(whole);
  const {iscn, evidence} = splitEvidence(text);
  if (!beginsClone(iscn) && !/^\d{2}\s?,?\s?[XY]/.test(iscn)) {
    const saidComplex = complexInWords.test(iscn);
    const status = inWords(iscn, evidence.length > 0);
    const unparsed = status === "narrative" && !saidComplex ? [{start: 0, end: iscn.length, text: iscn}] : [];
    return {...nothing, repairs, evidence, unparsed, status, saidComplex};
  }
  const {clones, unparsed, unreadableItems} = readClones(iscn);
  const counts = clones.map((clone) => clone.cells);
  const metaphases = counts.includes(null) ? null : counts.reduce((sum: number, n) => sum + (n ?? 0), 0);
  const abnormalities = distinctAbnormalities(clones, metaphases);
  // What a clone lists after its sex chromosomes is an abnormality, even if it cannot be read.
  const isAbnormal = unreadableItems > 0 || abnormalities.some(({item, clonal}) => clonal && !item.constitutional);
  const few = metaphases !== null && metaphases < sufficient;
  const status = isAbnormal ? "abnormal" : few ? "normal_insufficient" : "normal";
  return {status, clones, abnormalities, unparsed, repairs, evidence, metaphases, saidComplex: false};
}

function inWords(text: string, hasEvidence: boolean): KaryotypeStatus {
  if (failed.test(text)) return "failed";
  if (notDone.test(text)) return "not_done";
  if (normalInWords.test(text)) return "normal";
  // Only another method's result: no karyotype is on record.
  return text === "" && hasEvidence ? "missing" : "narrative";
}

function readClones(iscn: string): {clones: Clone[]; unparsed: Span[]; unreadableItems: number} {
  const clones: Clone[] = [];
  const unparsed: Span[] = [];
  let unreadableItems = 0;
  for (const piece of splitClones(iscn)) {
    // A second culture without metaphases says nothing against the first.
    if (clones.length > 0 && failed.test(piece.text)) continue;
    if (!beginsClone(piece.text) && !bareSex.test(piece.text)) {
      unparsed.push(piece);
      // Words with a number of metaphases are a clone.
      if (/\[\d{1,4}\]$/.test(piece.text)) ++unreadableItems;
    } else {
      const before = unparsed.length;
      clones.push(readClone(piece, clones, unparsed));
      unreadableItems += unparsed.length - before;
    }
  }
  return {clones, unparsed, unreadableItems};
}

function readClone({start, text}: Span, earlier: readonly Clone[], unparsed: Span[]): Clone {
  const brackets = /\[(?:cp\s?)?(\d{0,4})\]\.?$/.exec(text);
  const body = brackets ? text.slice(0, brackets.index) : text;
  const [number, ...rest] = splitItems(body);
  const range = /^~?(\d{2,3})(?:\s?[-~<>]\s?(\d{2,3}))?/.exec(number.text);
  const items: KaryotypeItem[] = [];
  let sex = "";
  for (const [i, piece] of rest.entries()) {
    const {text: word} = piece;
    if (i === 0 && /^[XY?]{1,6}c?\.?$/.test(word)) sex = word.replace(/[c.]/g, "");
    else if (/^(?:idem|sl)(?:x\d)?$/.test(word)) items.push(...(earlier[0]?.items ?? []));
    else if (/^sdl\d?$/.test(word)) items.push(...(earlier.at(-1)?.items ?? []));
    else {
      const read = parseItem(word);
      if (read.item) items.push(read.item);
      if (read.readTo < word.length) {
        const from = start + piece.start + read.readTo;
        unparsed.push({start: from, end: start + piece.end, text: word.slice(read.readTo)});
      }
    }
  }
  const cells = brackets && brackets[1] !== "" ? Number(brackets[1]) : null;
  const modal = range ? ([Number(range[1]), Number(range[2] ?? range[1])] as const) : null;
  return {modal, sex: sex === "" ? (earlier[0]?.sex ?? "") : sex, cells, items};
}
