import {defineConfig} from "vitest/config";
import {BaseSequencer, type TestSpecification} from "vitest/node";

/** Files that take longest, so that the workers end at about the same time. */
const longest = ["accessibility", "accessibilityReports", "notice", "oneCohort", "site"];

/** Starts the longest files first; what earlier runs took is not known in a fresh clone. */
class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({moduleId}: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place < 0 ? longest.length : place;
    };
    return Promise.resolve(
      [...files].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : Number(a.moduleId > b.moduleId)))
    );
  }
}

export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ".cache/quickSetup.ts",
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    sequence: {sequencer: LongestFirst}
  }
});
