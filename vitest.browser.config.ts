import {defineConfig} from "vitest/config";
import {longestFirst} from "./test/support/longestFirst.js";

export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: "test/browser/serveSites.ts",
    // These end what hangs; what is slow on a busy machine must not fail.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: {poll: {timeout: 30_000}},
    // What a file leaves in its modules is a browser that it closes: the next one needs not load them again.
    isolate: false,
    maxWorkers: 2,
    sequence: {
      sequencer: longestFirst([
        "published",
        "reports",
        "everyPage",
        "accessibilityReports",
        "accessibility",
        "oneCohort",
        "filter"
      ])
    }
  }
});
