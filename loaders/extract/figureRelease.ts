import type {FigureRelease} from "../../src/model/figureRelease.js";
import type {Release} from "../release/readRelease.js";
import {siteSources} from "./siteSources.js";

/** What figures say about a release. */
export function figureRelease(release: Release): FigureRelease {
  const {id, simulated, simulatedNotice} = release.manifest;
  return {releaseId: id, sources: siteSources(release), simulated, simulatedNotice};
}
