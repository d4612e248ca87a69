import type {Vocabulary} from "../../src/model/vocabulary.js";

/** Words for the values of a true/false variable. */
export const truthLevels: Vocabulary = [
  {code: "true", label: "Yes"},
  {code: "false", label: "No"}
];
