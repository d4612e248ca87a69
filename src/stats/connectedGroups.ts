/**
 * Groups that can be compared with one of them within strata: those that share a stratum with it, or with one that does,
 * and so on. Between the others and it there is no contrast within strata, whatever a fit with collinear columns prints.
 *
 * @param present whether a group has patients in a stratum
 * @returns true for each group that is connected with `reference`
 */
export function connectedGroups(
  groups: number,
  strata: number,
  present: (group: number, stratum: number) => boolean,
  reference: number
): boolean[] {
  const connected = Array.from({length: groups}, (_, g) => g === reference);
  for (let grown = true; grown;) {
    grown = false;
    for (let s = 0; s < strata; ++s) {
      const members = connected.map((_, g) => g).filter((g) => present(g, s));
      if (!members.some((g) => connected[g])) continue;
      for (const g of members) {
        grown ||= !connected[g];
        connected[g] = true;
      }
    }
  }
  return connected;
}
