import {type Markup, tag} from "../markup.js";
import type {Method} from "./methods.js";
import {withScripts} from "../scripts.js";
import {differenceText} from "./agreementPage.js";
import {writtenPage} from "./writtenPage.js";

/** What every estimate of the site is: formula, source, and the function of R that gives the same number. */
export function methodsPage(methods: readonly Method[]): string {
  return writtenPage(
    "Methods",
    [
      "R’s survival and cmprsk are the reference: same conventions, same numbers. What each figure did stands under it; what is common to all stands here. How closely the numbers agree is on the page on ",
      tag("a", {href: "/agreement"}, "agreement with R"),
      "."
    ],
    methods.map((method) => ({id: method.id, name: method.name, content: contentOf(method)}))
  );
}

function contentOf({formula, text, source, r, agreement}: Method): Markup[] {
  const item = (name: string, ...words: readonly (Markup | string)[]) => [tag("dt", {}, name), tag("dd", {}, ...words)];
  const cases = agreement.reduce((sum, d) => sum + d.cases, 0);
  const largest = Math.max(0, ...agreement.map((d) => d.largest));
  return [
    tag("p", {class: "formula"}, ...withScripts(formula)),
    tag("p", {}, text),
    tag(
      "dl",
      {class: "definitions"},
      ...item("In R", tag("code", {}, r)),
      ...item("Source", source),
      ...(agreement.length === 0
        ? []
        : item(
            "Agreement",
            ...withScripts(`${cases} reference cases; largest relative difference ${differenceText(largest)}`)
          ))
    )
  ];
}
