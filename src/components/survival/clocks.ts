import {endpointStart} from "../../cohort/guards/endpointStart.js";

/** Sources whose time starts at the same event. */
export interface Clock {
  /** The event, in words: "diagnosis". */
  readonly start: string;
  /** Positions of the sources. */
  readonly sources: readonly number[];
  /** Code of the first of them: fixes the colour. */
  readonly code: string;
  /** Their names: "AMLSG and HOVON". */
  readonly label: string;
}

/** A source as far as its clock is concerned. */
export interface TimedSource {
  readonly code: string;
  readonly label: string;
  /** What day 0 is, in words; undefined where the release does not say. */
  readonly start: string | undefined;
}

const list = new Intl.ListFormat("en-GB");

/**
 * The sources by the event at which their time starts, in the order of the sources. Patients of a registry are followed
 * from diagnosis, those of a trial from randomisation, which only who lives to it and is fit for it reaches: a
 * Kaplan–Meier curve of both together has no time axis. Remission is the same event in all.
 *
 * @param endpoint code of the vocabulary `endpoint`
 */
export function clocksOf(endpoint: string, sources: readonly TimedSource[]): Clock[] {
  const remission = endpointStart(endpoint).event === "remission";
  const starts = sources.map(({start}) => (remission ? "remission" : (start ?? "")));
  return [...new Set(starts)].map((start) => {
    const own = [...sources.keys()].filter((s) => starts[s] === start);
    const label = list.format(own.map((s) => sources[s].label));
    return {start, sources: own, code: sources[own[0]].code, label};
  });
}

/** A clock as the name of a curve or a panel: "AMLSG, from diagnosis". */
export function clockName({label, start}: Clock): string {
  return start === "" ? label : `${label}, from ${start}`;
}

/** All clocks in a sentence: "diagnosis in AMLSG, randomisation in RATIFY and registration in HOVON". */
export function clocksText(clocks: readonly Clock[]): string {
  return list.format(clocks.map(({start, label}) => `${start === "" ? "an unknown event" : start} in ${label}`));
}
