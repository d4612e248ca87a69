import {cohortName, type CubeAddress, everybodyCohort, levelWords, noSplit} from "../../../src/model/cube.js";
import type {ReportBlock, SetKey} from "../../../src/model/report.js";
import {computeBlock} from "../../report/blocks/blockKinds.js";
import type {BlockDeclaration} from "../../report/blocks/blockKind.js";
import type {GroupsDeclaration} from "../../report/groups.js";
import type {PatientSet} from "../../report/patientSets.js";
import type {ReportContext} from "../../report/reportContext.js";
import type {PublicPolicy} from "../public/policy.js";
import {type ExactDimension, exactDimensions, type ExactLevel, neededFor} from "./cubeLevels.js";
import {publishablePart, type SizesOf} from "./publishablePart.js";
import type {CubeDeclaration} from "./cubeSchema.js";

/** The cube as computed from exact rows, before any gate. */
export interface ExactCube {
  readonly dimensions: readonly ExactDimension[];
  readonly entries: readonly (CubeAddress & {readonly blocks: readonly ReportBlock[]})[];
  readonly gaps: readonly (CubeAddress & {readonly reason: string})[];
}

/** A cohort of the cube; `dimension` is what it is a level of. */
interface CubeCohort {
  readonly name: string;
  readonly label: string | null;
  readonly query: string;
  readonly set: PatientSet;
  readonly dimension: ExactDimension | null;
}

const onlyAlone =
  "This figure is shown of a group, or split, not both: the numbers would be too many and some too small.";

const nothing = "The release has nothing for it: nobody of these patients was tested or followed for it.";

/**
 * Computes what the public explorer can show: each figure for everybody and for each level of each dimension, as a whole and
 * split by every other dimension. A combination with a group that is too small is left out as a whole, with the reason.
 *
 * @throws {ReportError} if a figure asks for what cannot be decided
 */
export function computeCube(
  context: ReportContext,
  {dimensions: declared, figures}: CubeDeclaration,
  policy: PublicPolicy
): ExactCube {
  const dimensions = exactDimensions(context, declared, policy);
  const least = Math.max(policy.k.plain, policy.k.sensitive);
  const sizes = sizesOf(context, policy);
  const all = {name: everybodyCohort, label: null, query: "", set: context.cohort("").set, dimension: null};
  const cohorts: CubeCohort[] = [all, ...dimensions.flatMap(cohortsOf)];
  const [entries, gaps]: [ExactCube["entries"][number][], ExactCube["gaps"][number][]] = [[], []];
  for (const cohort of cohorts) {
    for (const split of [null, ...dimensions.filter((d) => d !== cohort.dimension)]) {
      const unsplit = split === null ? null : whyNotSplit(context, cohort, split, policy);
      for (const {block, combined} of figures) {
        const address = {figure: block.id, cohort: cohort.name, split: split?.declared.id ?? noSplit};
        const uncombined = split !== null && cohort.dimension !== null && !combined ? onlyAlone : null;
        const reason = uncombined ?? unsplit;
        const computed = reason === null ? computeBlock(context, declarationOf(block, cohort, split)) : [];
        const parts = computed.map((made) => publishablePart(made, least, sizes));
        const blocks = parts.flatMap((part) => ("block" in part ? [part.block] : []));
        const [why = nothing] = parts.flatMap((part) => ("reason" in part ? [part.reason] : []));
        const lost = computed.filter((_, i) => "reason" in parts[i]).map(({title}) => title);
        if (blocks.length > 0)
          entries.push({...address, blocks: lost.length === 0 ? blocks : withNote(blocks, lost, why)});
        else gaps.push({...address, reason: reason ?? why});
      }
    }
  }
  return {dimensions, entries, gaps};
}

/** Blocks of which the first says what does not stand beside it, and why. */
function withNote([first, ...others]: readonly ReportBlock[], lost: readonly string[], why: string): ReportBlock[] {
  return [{...first, notes: [...first.notes, `Not shown: ${lost.join("; ")}. ${why}`]}, ...others];
}

/** Counts a set for everybody, and for whoever subtracts the rows of public sources; each once. */
function sizesOf(context: ReportContext, {public_microdata: open}: PublicPolicy): SizesOf {
  const known = context.site.sources
    .filter(({id}) => open.includes(id))
    .map(({id}) => context.members(`source_id=${id}`));
  const counted = new Map<SetKey, readonly number[]>();
  return (set) => {
    const made = counted.get(set) ?? count(context.members(set));
    counted.set(set, made);
    return made;
  };
  function count(members: Uint8Array): number[] {
    const rest = members.filter((member, i) => member === 1 && known.every((source) => source[i] === 0)).length;
    const n = members.reduce((sum, member) => sum + member, 0);
    // Where every patient is of a public source nothing is left to find.
    return known.length === 0 || rest === 0 ? [n, n] : [n, rest];
  }
}

function cohortsOf(dimension: ExactDimension): CubeCohort[] {
  const {declared, levels} = dimension;
  return levels.flatMap((level) =>
    level.reason === null
      ? [
          {
            name: cohortName(declared, level),
            label: levelWords(declared, level),
            query: level.query,
            set: level.set,
            dimension
          }
        ]
      : []
  );
}

/** Why a split of a cohort is not published: a group, or those in none, would be too small to be shown; null if neither. */
function whyNotSplit(
  context: ReportContext,
  {set}: CubeCohort,
  {declared, levels}: ExactDimension,
  policy: PublicPolicy
): string | null {
  const groups = levels.map((level) => ({level, own: context.within(set, ...level.set.clauses)}));
  const present = groups.filter(({own}) => own.n > 0);
  if (present.length < 2) return `These patients are all in one group of ${declared.label}, or in none.`;
  const least = neededFor(present[0].own.key, policy);
  if (levels.every(({reason}) => reason !== null))
    return `For fewer than ${least} patients ${declared.label} is not known; they could be counted.`;
  const small = present.find(({own}) => own.n < neededFor(own.key, policy));
  if (small !== undefined)
    return `Fewer than ${neededFor(small.own.key, policy)} of these patients are in the group ${small.level.label}.`;
  const rest = set.n - present.reduce((sum, {own}) => sum + own.n, 0);
  return rest > 0 && rest < least ? `For fewer than ${least} of these patients ${declared.label} is not known.` : null;
}

/** A figure's declaration for one cohort and split. */
function declarationOf(block: BlockDeclaration, cohort: CubeCohort, split: ExactDimension | null): BlockDeclaration {
  const told = [cohort.dimension, split].flatMap((d) => d?.declared.variables ?? []);
  const {variables} = block as {variables?: readonly string[]};
  const where = [cohort.label, split === null ? null : `by ${split.declared.label}`].filter((d) => d !== null);
  return {
    ...block,
    title: where.length === 0 ? block.title : `${block.title} — ${where.join(", ")}`,
    cohort: cohort.query,
    ...(variables !== undefined && {variables: variables.filter((name) => !told.includes(name))}),
    ...(split !== null && {groups: groupsOf(split)})
  };
}

function groupsOf({declared, levels}: ExactDimension): GroupsDeclaration {
  return "sets" in declared
    ? {sets: levels.map(({id, label, query}: ExactLevel) => ({code: id, label, cohort: query}))}
    : {by: declared.by, levels: levels.map(({id}) => id)};
}
