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
  const isHidden = holds !== false && text === null;
  const words =
    holds === false
      ? "A finding that stood here is no longer supported in this release."
      : isHidden
        ? "One finding of this section rests on numbers that may not be shown in this tier."
        : "Whether a finding holds cannot be told from this release.";
  const class_ = `${attributes.class} ${holds === false ? "unsupported" : "undecided"}`;
  return tag(
    "p",
    {...attributes, class: class_},
    words,
    ...(isHidden ? [] : [" ", tag("span", {class: "assertion"}, `Asserted: ${claim.assertion}.`)])
  );
}

function referenceTo(block: string, i: number): Markup {
  return tag("a", {class: "claim-figure", href: `#${block}`, "aria-label": `Figure ${i + 1} of this finding`}, "→");
}
