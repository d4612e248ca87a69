import type {Claim} from "../../../src/model/report.js";
import {type Markup, tag} from "../../pages/markup.js";
import type {Prose} from "./prose.js";

/**
 * A finding as its page says it: the sentence where the release supports it. Where it does not, that, and what had been
 * asserted: a reader who remembers the sentence must not find it silently gone.
 */
export function claimMarkup(claim: Claim, prose: Prose, name = ""): Markup {
  const {id, text, holds, blocks} = claim;
  const attributes = {class: `claim ${name}`.trim(), id: `claim-${id}`, "data-claim": id, "data-holds": String(holds)};
  if (holds === true && text !== null)
    return tag("p", attributes, ...prose(text), " ", ...blocks.map((block, i) => referenceTo(block, i)));
  // What is hidden is not asserted either.
  const hidden = isHidden(claim);
  const words =
    holds === false
      ? "A finding that stood here is no longer supported in this release."
      : hidden
        ? "One finding of this section rests on numbers that may not be shown in this tier."
        : "Whether a finding holds cannot be told from this release.";
  const class_ = `${attributes.class} ${holds === false ? "unsupported" : "undecided"}`;
  return tag(
    "p",
    {...attributes, class: class_},
    words,
    ...(hidden ? [] : [" ", tag("span", {class: "assertion"}, `Asserted: ${claim.assertion}.`)])
  );
}

/** Findings in their order; that several rest on numbers which are not shown is said once, in the place of the first. */
export function claimsMarkup(claims: readonly Claim[], prose: Prose, name = ""): Markup[] {
  const hidden = claims.filter(isHidden);
  if (hidden.length < 2) return claims.map((claim) => claimMarkup(claim, prose, name));
  const [first] = hidden;
  const together = tag(
    "p",
    {
      class: `claim ${name} undecided`.replace("  ", " "),
      id: `claim-${first.id}`,
      "data-claim": hidden.map(({id}) => id).join(" ")
    },
    `${hidden.length} findings here rest on numbers that may not be shown in this tier.`
  );
  return claims.flatMap((claim) => {
    if (claim === first) return [together];
    return isHidden(claim) ? [] : [claimMarkup(claim, prose, name)];
  });
}

function isHidden({holds, text}: Claim): boolean {
  return holds !== false && text === null;
}

function referenceTo(block: string, i: number): Markup {
  return tag("a", {class: "claim-figure", href: `#${block}`, "aria-label": `Figure ${i + 1} of this finding`}, "→");
}
