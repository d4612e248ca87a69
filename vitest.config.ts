import {defineConfig} from "vitest/config";
import {longestFirst} from "./test/support/longestFirst.js";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Modules are pure, so files of one worker can share them: half of the time would go into loading them again.
    isolate: false,
    maxWorkers: 2,
    sequence: {
      sequencer: longestFirst([
        "cli/harmonise",
        "disclosure/demo",
        "report/analyses/demo",
        "harmonise/sourceCache",
        "hostile/corpus",
        "disclosure/realData",
        "simulate/simulateStudy"
      ])
    }
  }
});
