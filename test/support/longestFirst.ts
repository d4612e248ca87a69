import {BaseSequencer, type TestSpecification} from "vitest/node";

/**
 * A sequencer that starts the named files first, in their order, so that the workers end at about the same time; what earlier
 * runs took is not known in a fresh clone.
 *
 * @param longest file names without `.test.ts`, with as much of their folder as tells them from others
 */
export function longestFirst(longest: readonly string[]): typeof BaseSequencer {
  const rank = ({moduleId}: TestSpecification): number => {
    const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
    return place < 0 ? longest.length : place;
  };
  return class extends BaseSequencer {
    override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return Promise.resolve(
        [...files].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : Number(a.moduleId > b.moduleId)))
      );
    }
  };
}
