import type {Random} from "../random.js";

const remarks = ["Marker unklarer Herkunft", "Zusatzmaterial unbestimmt", "weitere Aberrationen s. Befund"];
const referrals = ["Befund folgt", "siehe Arztbrief", "extern untersucht"];

/**
 * A karyotype as no one can read it in full: an abnormality told in words, a text cut off inside its last
 * abnormality, or a reference to a letter instead.
 */
export function unparsableText(text: string, random: Random): string {
  const remark = random.pick(remarks);
  const referral = random.pick(referrals);
  const u = random.uniform();
  const open = text.lastIndexOf(")(");
  if (u < 0.3 && open > 0) return text.slice(0, open + 3);
  if (u < 0.45) return referral;
  const end = /(?:\[(?:cp)?\d+\])?(?=\/|$)/.exec(text)!.index;
  return `${text.slice(0, end)},${remark}${text.slice(end)}`;
}
