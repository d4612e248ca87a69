import {defineConfig} from "vitest/config";
import {longestFirst} from "./test/support/longestFirst.js";

export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: "test/browser/buildSites.ts",
    testTimeout: 120_000,
    hookTimeout: 300_000,
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
