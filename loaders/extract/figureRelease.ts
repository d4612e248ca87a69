import type {FigureRelease} from "../../src/model/figureRelease.js";
import type {Release} from "../release/readRelease.js";
import {siteSources} from "./siteSources.js";

/** What figures say about a release. */
export function figureRelease(release: Release): FigureRelease {
  const {id, simulated, simulatedNotice, disclosure} = release.manifest;
  return {
    releaseId: id,
    sources: siteSources(release),
    simulated,
    simulatedNotice,
    ...(disclosure && {disclosure: {k: disclosure.k, minCurve: disclosure.minCurve}})
  };
}
