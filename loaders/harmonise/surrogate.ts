import {hash} from "node:crypto";

/** Makes the keys of a release from a partner's own, which never leave the harmonisation. */
export type Surrogate = (...parts: readonly string[]) => string;

/**
 * Surrogate keys of one source: the source's id and the first 16 hex digits of the SHA-256 of study, source and the
 * parts of the raw key. The same raw key gives the same surrogate in every release of the study.
 */
export function surrogates(study: string, source: string): Surrogate {
  return (...parts) => `${source}-${hash("sha256", [study, source, ...parts].join("|")).slice(0, 16)}`;
}
