import type {Count} from "../../../src/model/report.js";
import {cohortName, type Cube, type CubeEntry, type CubeGap, everybodyCohort} from "../../../src/model/cube.js";
import {gateSingleBlock} from "../gate/gateReport.js";
import type {GateRules} from "../gate/gateRules.js";
import type {ExactCube} from "./computeCube.js";
import type {CubeDeclaration} from "./cubeSchema.js";

const protecting = "It would let a number be worked out that is not shown.";

/**
 * The cube as a tier may show it: every block passes the gate, and one whose patients may not be counted becomes a gap. A group
 * whose number is hidden is no cohort: what is shown of it would name patients of whom not even that may be said.
 *
 * @param shown a count as the cell registry shows it; null where it does not, or does not know it
 * @throws {DisclosureError} if a block has something that the gate does not know
 */
export function gateCube(
  exact: ExactCube,
  {figures}: CubeDeclaration,
  rules: GateRules,
  shown: (set: string) => number | null
): Cube {
  const count = (set: string): Count => {
    const n = shown(set);
    return n === null ? {set, n, hidden: "small"} : {set, n};
  };
  const dimensions = exact.dimensions.map(({declared: {id, label}, levels}) => ({
    id,
    label,
    levels: levels.map((level) => {
      const own = count(level.set.key);
      return {
        id: level.id,
        label: level.label,
        count: own,
        reason: level.reason ?? (own.n === null ? protecting : null)
      };
    })
  }));
  const cohorts = dimensions.flatMap((dimension) =>
    dimension.levels.filter(({reason}) => reason === null).map((level) => cohortName(dimension, level))
  );
  const offered = new Set([everybodyCohort, ...cohorts]);
  const entries: CubeEntry[] = [];
  const gaps: CubeGap[] = exact.gaps.filter(({cohort}) => offered.has(cohort));
  for (const {blocks, ...address} of exact.entries.filter(({cohort}) => offered.has(cohort))) {
    const gated = blocks.map((block) => gateSingleBlock(block, rules)).filter(({population}) => population.n !== null);
    if (gated.length > 0) entries.push({...address, blocks: gated});
    else gaps.push({...address, reason: protecting});
  }
  const cube = {
    population: count("all"),
    dimensions,
    figures: figures.map(({page, name, block}) => ({page, id: block.id, name})),
    entries,
    gaps
  };
  // A figure that no cohort has is none of this release.
  const present = new Set(entries.map(({figure}) => figure));
  return {...cube, figures: cube.figures.filter(({id}) => present.has(id))};
}
