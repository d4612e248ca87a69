import type {FigureRelease} from "../../src/model/figureRelease.js";

/** What the exports of a page made of text say of its release, for an attribute `data-release`. */
export function releaseAttribute({releaseId, sources, simulated, simulatedNotice}: FigureRelease): string {
  return JSON.stringify({releaseId, sources: sources.map(({name}) => ({name})), simulated, simulatedNotice});
}
