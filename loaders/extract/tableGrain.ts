import * as model from "../../src/model/tables.js";

/** What one row of a table stands for; null for a table that this version does not know. */
export function tableGrain(name: string): string | null {
  const schemas = Object.values(model).map((value) => (typeof value === "function" ? value([]) : value));
  return schemas.find((schema) => schema.name === name)?.grain ?? null;
}
