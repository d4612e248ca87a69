import type {GroupSpec} from "../../../src/components/survival/groupSpec.js";
import type {PopulationRequest} from "../../../src/components/survival/population.js";

/** A population request with nothing special, to be changed by part. */
export function request(
  part: Partial<PopulationRequest> & Pick<PopulationRequest, "days" | "status">
): PopulationRequest {
  return {
    startDay: null,
    source: new Uint8Array(part.days.length),
    group: null,
    groupDay: null,
    filterDays: [],
    timeDependent: false,
    entryDay: null,
    landmark: 0,
    horizon: null,
    withUnknown: false,
    ...part
  };
}

/** Groups by code, −1 = not known. */
export function groupSpec(label: string, codes: ArrayLike<number>, levels: readonly string[]): GroupSpec {
  return {
    label,
    codes: Int16Array.from(codes),
    levels: levels.map((code) => ({code, label: `${label} ${code}`})),
    unknownLabel: `${label} unknown`,
    note: ""
  };
}

/** Patients of two sources by a congruential generator; whole days, ties, a transplant in a third of them. */
export function syntheticCohort(n: number) {
  let seed = 11;
  const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const column = () => new Float64Array(n);
  const columns = {days: column(), entry: column(), transplant: column(), start: column()};
  const [status, group, source] = [new Uint8Array(n), new Int16Array(n), new Uint8Array(n)];
  for (let i = 0; i < n; ++i) {
    group[i] = Math.floor(3.2 * next()) - (next() < 0.05 ? 4 : 0);
    if (group[i] < 0 || group[i] > 2) group[i] = -1;
    source[i] = next() < 0.4 ? 1 : 0;
    columns.start[i] = Math.floor(30 + 30 * next());
    columns.days[i] = Math.ceil((-Math.log(next()) * 900) / (1 + 0.4 * Math.max(0, group[i]) + 0.5 * source[i]));
    status[i] = next() < 0.75 ? 1 : 0;
    columns.entry[i] = Math.floor(next() * 60) - 5;
    columns.transplant[i] = next() < 0.35 ? Math.floor(40 + 300 * next()) : NaN;
  }
  return {...columns, status, group, source};
}
