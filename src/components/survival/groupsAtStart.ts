import type {GroupSpec} from "./groupSpec.js";
import type {Population, PopulationRequest} from "./population.js";

/** True for a variable that says whether something happened: at a landmark it has not happened if it comes later. */
function isOccurrence({levels}: GroupSpec): boolean {
  return levels.length > 0 && levels.every(({code}) => code === "true" || code === "false");
}

/** Groups as they were known at the landmark; of a time-dependent group, the one a patient moves to. */
export function groupsAtStart(request: PopulationRequest, group: GroupSpec): Int16Array {
  const {groupDay, startDay, landmark, timeDependent} = request;
  const occurrence = isOccurrence(group);
  const no = group.levels.findIndex(({code}) => code === "false");
  if (timeDependent) {
    // Code 0 is everybody before the change; those who never change are in it too.
    return group.codes.map((code, i) => {
      if (groupDay === null || Number.isNaN(groupDay[i])) return occurrence && code < 0 ? -1 : 0;
      if (occurrence) return 1;
      return code < 0 ? -1 : code + 1;
    });
  }
  if (groupDay === null || landmark === 0) return group.codes;
  return group.codes.map((code, i) => {
    const known = groupDay[i] - (startDay === null ? 0 : startDay[i]) <= landmark;
    if (known) return code;
    // Not measured by then is not known; did not happen by then is no.
    return occurrence ? (code < 0 && Number.isNaN(groupDay[i]) ? -1 : no) : -1;
  });
}

/** The groups of an analysis in their order, also those without patients; the unknown one last. */
export function levelsOf(group: GroupSpec, withUnknown: boolean, timeDependent: boolean): Population["levels"] {
  const unknown = withUnknown ? [{code: null, label: group.unknownLabel}] : [];
  if (!timeDependent) return [...group.levels, ...unknown];
  const {before: first, after: then} = group.moving ?? {
    before: `${group.label}: not yet`,
    after: `${group.label}: done`
  };
  const before = {code: "false", label: first};
  const after = isOccurrence(group)
    ? [{code: "true", label: then}]
    : group.levels.map(({code, label}) => ({code, label}));
  return [before, ...after, ...unknown];
}
