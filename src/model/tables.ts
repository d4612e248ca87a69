export * from "./tables/arrays.js";
export * from "./tables/classifications.js";
export * from "./tables/course.js";
export * from "./tables/disclosure.js";
export * from "./tables/genetics.js";
export * from "./tables/people.js";
export * from "./tables/quality.js";
export * from "./tables/summaries.js";
