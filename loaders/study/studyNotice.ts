import type {Study} from "./studySchema.js";

/**
 * The sentence on simulated data of a study: null if no source is simulated; where real sources stand beside simulated ones it
 * names those that it is true of, so that it is never read as being about the real ones.
 */
export function studyNotice({simulatedNotice, sources}: Pick<Study, "simulatedNotice" | "sources">): string | null {
  const simulated = sources.filter((source) => source.simulated);
  if (simulated.length === 0 || simulatedNotice === undefined) return null;
  if (simulated.length === sources.length) return simulatedNotice;
  const list = (isSimulated: boolean): string =>
    sources.flatMap((source) => (source.simulated === isSimulated ? [source.id] : [])).join(", ");
  return `${list(true)}: ${simulatedNotice}. ${list(false)}: data of patients`;
}
