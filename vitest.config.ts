import {defineConfig} from "vitest/config";
import {longestFirst} from "./test/support/longestFirst.js";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    // Ends what hangs; what is slow on a busy machine must not fail.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: {poll: {timeout: 30_000}},
    // Modules are pure, so files of one worker can share them: half of the time would go into loading them again.
    isolate: false,
    maxWorkers: 2,
    sequence: {
      sequencer: longestFirst([
        "cli/harmonise",
        "disclosure/redTeam/demoPublic",
        "disclosure/demo",
        "report/analyses/demo",
        "cli/usage",
        "disclosure/public/withdrawnPublic",
        "simulate/simulateStudy",
        "hostile/corpus",
        "harmonise/sourceCache",
        "release/killed",
        "simulate/demo",
        "harmonise/mask",
        "cli/compareTrace"
      ])
    }
  }
});
