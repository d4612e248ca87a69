import {defineConfig} from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: "test/browser/buildSites.ts",
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2
  }
});
