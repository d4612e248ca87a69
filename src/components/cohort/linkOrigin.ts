import {formatCount} from "../../charts/format.js";

/** What a link or a saved cohort says about the release on which it was made. */
export interface LinkOrigin {
  /** "link" or "saved cohort". */
  readonly what: string;
  readonly release: string;
  readonly n: number | null;
  readonly events: number | null;
}

/** The origin that an address tells; null if it does not. */
export function linkOrigin(params: URLSearchParams): LinkOrigin | null {
  const release = params.get("release");
  if (release === null) return null;
  return {what: "link", release, n: countOf(params.get("n")), events: countOf(params.get("events"))};
}

/** How the cohort differs between the release of its origin and this one, in a sentence. */
export function originText(
  {what, release, n, events}: LinkOrigin,
  here: {readonly release: string; readonly n: number; readonly events: number | null}
): string {
  const made = `This ${what} was made on release ${release.slice(0, 40)}`;
  if (n === null) return `${made}; the numbers here are of release ${here.release}: ${words(here.n, here.events)}.`;
  const same = n === here.n && (events === null || events === here.events);
  const then = words(n, events);
  if (same) return `${made}, with ${then}. On this release, ${here.release}, the cohort is as large.`;
  return `${made}, where the cohort had ${then}; here, on release ${here.release}, it has ${words(here.n, events === null ? null : here.events)}.`;
}

function words(n: number, events: number | null): string {
  const patients = `${formatCount(n)} ${n === 1 ? "patient" : "patients"}`;
  return events === null ? patients : `${patients} and ${formatCount(events)} ${events === 1 ? "event" : "events"}`;
}

function countOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
