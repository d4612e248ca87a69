import {ownText} from "./ownText.js";

/** A column with more distinct texts than this is like an id: sharing equal texts would gain nothing. */
const shareLimit = 2_000;

/** Lets equal cells of a column share one text, or a large file would not fit in memory. */
export class SharedTexts {
  private shared: Map<string, string> | null = new Map();

  /** The same text, in memory that it shares with equal ones before it, or has of its own. */
  of(text: string): string {
    if (this.shared === null) return ownText(text);
    const known = this.shared.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    if (this.shared.size < shareLimit) this.shared.set(own, own);
    else this.shared = null;
    return own;
  }
}
