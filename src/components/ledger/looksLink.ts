import {formatNumber} from "../../charts/format.js";
import type {Ledger} from "../../cohort/ledger/ledger.js";
import {el, fill} from "../dom.js";
import {pageLink} from "../pageLink.js";

/** "17 looks": how many contrasts have been viewed on this release, as the way to the ledger. */
export function looksLink(ledger: Ledger): HTMLElement {
  const link = el("a", {href: pageLink("ledger"), "data-testid": "looks-link"});
  const show = () => {
    const looks = ledger.entries().length;
    link.dataset.looks = String(looks);
    fill(link, looks === 0 ? "Ledger of looks" : looks === 1 ? "1 look so far" : `${formatNumber(looks)} looks so far`);
  };
  show();
  ledger.watch(show);
  return el("p", {class: "looks-link"}, link);
}
