import {createHash} from "node:crypto";
import type {ReleaseManifest} from "../../src/model/release.js";

/** SHA-256 of bytes or text, in hex. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * The id of a release: the first 16 hex digits of the SHA-256 over everything the manifest says except the id itself,
 * the tables' checksums included. Two releases with one id hold the same bytes.
 */
export function releaseId(manifest: Omit<ReleaseManifest, "id">): string {
  return sha256(canonicalJson(manifest)).slice(0, 16);
}

/** JSON with sorted keys and no white space: one text for one value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}
