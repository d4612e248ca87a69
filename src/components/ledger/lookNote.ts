import type {Ledger, Look} from "../../cohort/ledger/ledger.js";
import {el, fill} from "../dom.js";
import {pWords, standingText} from "./standingText.js";

/**
 * Records a contrast and says its p and where it stands among all looks: "p = 0.03, 1 of 17 looks, q = 0.31". Looks that
 * follow on the same page change the sentence for as long as it is on the page.
 */
export function lookNote(ledger: Ledger, look: Look): HTMLElement {
  const note = el("span", {class: "look", "data-testid": "look", "data-p": look.p});
  ledger.record(look);
  write(note, ledger, look);
  // Held weakly, so that a sentence which a later one has replaced can go.
  const held = new WeakRef(note);
  let shown = false;
  const stop = ledger.watch(() => {
    const still = held.deref();
    if (still === undefined || (shown && !still.isConnected)) {
      stop();
      return;
    }
    shown = still.isConnected;
    write(still, ledger, look);
  });
  return note;
}

function write(note: HTMLElement, ledger: Ledger, {key, p, prespecified}: Look): void {
  const standing = ledger.standing(key);
  const place = standing === null ? "no longer in the ledger" : standingText(standing, prespecified);
  fill(note, [...(p === null ? [] : [pWords(p)]), place].join(", "));
  note.dataset.looks = String(standing?.looks ?? "");
  note.dataset.q = String(standing?.q ?? "");
}
