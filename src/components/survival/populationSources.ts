import type {Catalogue, GroupLevel} from "../../cohort/catalogue.js";
import type {TimedSource} from "./clocks.js";
import type {Population} from "./population.js";

/**
 * A population with its sources numbered anew, only those with patients, and these in their order.
 *
 * @param levels of the sources, by the code that the population has
 */
export function populationSources(
  made: Population,
  levels: readonly GroupLevel[],
  {starts}: Pick<Catalogue, "starts">
): {readonly population: Population; readonly sources: readonly TimedSource[]} {
  const present = [...new Set(made.source)].sort((a, b) => a - b);
  const position = new Map(present.map((code, i) => [code, i]));
  const renumbered = (source: Uint16Array) => source.map((code) => position.get(code) ?? 0);
  return {
    population: {
      ...made,
      source: renumbered(made.source),
      followUp: {...made.followUp, source: renumbered(made.followUp.source)}
    },
    sources: present.map((code) => ({...levels[code], start: starts.get(levels[code].code)}))
  };
}
