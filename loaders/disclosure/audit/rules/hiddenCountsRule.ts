import {namesAny} from "../../public/setClauses.js";
import {candidates, isKnownSmall, loadLinearBounds} from "../../public/linearBounds.js";
import {type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";
import {boundHidden} from "../boundHidden.js";

/**
 * R5: no small count is shown, every set is shown or hidden everywhere, and of no hidden one a reader can work out that it is
 * small: its bounds from all that is shown reach k, or have k whole numbers.
 */
export const hiddenCountsRule: AuditRule = {
  id: "R5",
  title: "Primary and complementary suppression",
  async check({publicPolicy, release, results}) {
    if (results === null)
      return notApplicable(
        release.manifest.tier === "internal" ? exactRows : "the release has rows, so that counts of them hide nothing"
      );
    const {k, sensitive} = publicPolicy;
    const least = (key: string) => (namesAny(key, sensitive) ? k.sensitive : k.plain);
    const shown = [...results.counts].flatMap(([key, n]) =>
      n !== null && n > 0 && n < least(key) ? [`${key}: a count of ${n}, expected at least ${least(key)}`] : []
    );
    const {bounds, contradictions, left} = boundHidden(results.counts, await loadLinearBounds(), least);
    const found = [...bounds].flatMap(([key, {lower, upper}]) =>
      isKnownSmall({lower, upper}, least(key))
        ? [`${key}: hidden, but between ${Math.ceil(lower - 1e-6)} and ${Math.floor(upper + 1e-6)} by what is shown`]
        : []
    );
    const breaches = [
      ...results.faults,
      ...shown,
      ...found,
      ...contradictions.map((variables) => `counts by ${variables} contradict each other`)
    ];
    const narrow = [...bounds].filter(([key, range]) => candidates(range) < least(key)).length;
    const hidden = [...results.counts.values()].filter((n) => n === null).length;
    return passUnless(
      breaches,
      `${results.counts.size} counts, ${hidden} hidden; ${bounds.size} of these hang together with shown ones and may be ${Math.max(k.plain, k.sensitive)} or more, ${narrow} of them known to fewer than k values; ${left.length} over too many variables to be bounded together`
    );
  }
};
