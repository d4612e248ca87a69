const failed = /^(no metaphases|keine (analysierbaren )?metaphasen|no mitos[ei]s|culture failure|failed)/i;
const notDone = /^(no analysis|no material|not done|not performed|kein material|keine analyse|nicht durchgeführt)/i;
const modalNumber = /^[~<>]?\s*\d{2,3}(\s*[~\-–<>]+\s*\d{2,3})?(<\dn>)?\s*[,.]?\s*[XY?+-]/;
const evidenceTail = /[/;\s]*(\b(M-)?FISH\b|\b(RT-)?PCR\b|\bCGH\b|\b(no|keine) metaphas).*$/is;
const polymorphism = /^(inv\(9\)(\(p1\d(\.\d)?;?q1\d(\.\d)?\))?|\d{1,2}(ph|qh|pstk|ps|cenh|qs)[+-]?)$/i;

/**
 * Status of a karyotype from its ISCN text or the words that stand for it: `normal`, `normal_insufficient` (normal in
 * fewer than ten metaphases), `abnormal`, `failed`, `not_done`, `missing` (blank) or `narrative` (told in words).
 *
 * Constitutional changes (suffix `c`) and heteromorphisms count as normal, and so do changes that are not clonal: a gain
 * or a structural change in one metaphase, a loss in one or two, where ten or more were counted. Which abnormality it
 * is, is not decided here.
 */
export function karyotypeStatus(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "missing";
  if (failed.test(trimmed)) return "failed";
  if (notDone.test(trimmed)) return "not_done";
  const iscn = trimmed.replace(evidenceTail, "").trim();
  if (!modalNumber.test(iscn)) return "narrative";
  const clones = iscn
    .split(/[/\r\n]+/)
    .map((clone) => clone.trim())
    .filter((clone) => clone !== "");
  const cells = clones.map(metaphases);
  const total = cells.includes(null) ? null : cells.reduce((sum: number, n) => sum + (n ?? 0), 0);
  if (clones.some((clone, i) => isAbnormal(clone, cells[i], total))) return "abnormal";
  return total !== null && total < 10 ? "normal_insufficient" : "normal";
}

/** Metaphases of a clone, from the number in brackets at its end; null if not given. */
function metaphases(clone: string): number | null {
  const match = /\[(?:cp)?(\d+)\]\.?$/.exec(clone);
  return match ? Number(match[1]) : null;
}

function isAbnormal(clone: string, cells: number | null, total: number | null): boolean {
  const counted = cells !== null && total !== null && total >= 10;
  if (counted && cells < 2) return false;
  const items = clone
    .replace(/\[[^\]]*\]\.?$/, "")
    .split(/,(?![^(]*\))/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
  const [number, sex = "", ...changes] = items;
  const acquired = changes.filter((item) => !polymorphism.test(item) && !/[)\d]c$/.test(item));
  const losses = acquired.length > 0 && acquired.every((item) => item.startsWith("-"));
  if (losses && counted && cells < 3) return false;
  if (acquired.length > 0) return true;
  return !(number === "46" && /^(XX|XY)\.?$/i.test(sex)) && !/^46\s*(XX|XY)\.?$/i.test(items.join(""));
}
