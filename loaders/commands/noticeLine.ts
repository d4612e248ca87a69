import {type DataStatus, noticeSentence} from "../../src/model/simulatedNotice.js";

/** A blank line and the sentence on simulated data, to end what a command prints; nothing for real data. */
export function noticeLine(status: DataStatus): string {
  const notice = noticeSentence(status);
  return notice === null ? "" : `\n${notice}\n`;
}
