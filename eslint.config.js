import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {ignores: ["node_modules", "dist", "releases", ".cache", ".hemiola", "src/.observablehq", "coverage"]},
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", {allowNumber: true}],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-unnecessary-condition": "off"
    }
  },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: {globals: globals.node}
  },
  {
    files: ["bench/lib/pageTimer.js"],
    languageOptions: {globals: globals.browser, sourceType: "script"}
  },
  {
    files: ["loaders/publish/offlineProgram.js"],
    // The build writes these four before the program.
    languageOptions: {
      globals: {
        ...globals.serviceworker,
        version: "readonly",
        pages: "readonly",
        files: "readonly",
        answers: "readonly"
      },
      sourceType: "script"
    }
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/data/**", "src/duckdb/**", "src/**/*.md.ts"],
    rules: {"no-console": "error"}
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/stats/index.ts"],
    rules: {
      // A page loads every module that it names: a barrel brings all that stands behind it.
      "no-restricted-imports": [
        "error",
        {
          paths: [{name: "d3", message: "Name the module, e.g. d3-scale."}],
          patterns: [{group: ["**/stats/index.js"], message: "Name the module, e.g. stats/logRank.js."}]
        }
      ]
    }
  }
);
