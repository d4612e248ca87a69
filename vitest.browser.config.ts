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
    // One more than cores: a browser often waits, for its network to be idle or for the next frame.
    maxWorkers: 3,
    sequence: {
      sequencer: longestFirst([
        "published",
        "everyPage",
        "reports",
        "releasePages",
        "consortium",
        "scriptedVisit",
        "oneCohort",
        "everyRealPage",
        "cohortBuilder",
        "hostile",
        "filter",
        "survivalPage"
      ])
    }
  }
});
