import type {TableSchema} from "../../src/model/column.js";
import type {Terms} from "../../src/model/release.js";
import type {Disease} from "../study/diseaseSchema.js";

/** Codes with their labels that a disease pack adds to closed code lists of the model; empty for a pack that needs none. */
export function packTerms({events, declaredEndpoints}: Pick<Disease, "events" | "declaredEndpoints">): Terms {
  const lists = {
    event: events,
    endpoint: Object.fromEntries(declaredEndpoints.map(({id, label}) => [id, label])),
    endpointDefinition: Object.fromEntries(declaredEndpoints.map(({id, definition}) => [id, definition]))
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => Object.keys(list).length > 0));
}

/** A table whose coded columns also take the codes that a pack adds, after those of the model. */
export function withTerms(schema: TableSchema, terms: Terms): TableSchema {
  const concerned = schema.columns.some(({vocabulary}) => vocabulary !== undefined && Object.hasOwn(terms, vocabulary));
  if (!concerned) return schema;
  return {
    ...schema,
    columns: schema.columns.map((column) => {
      const added = column.vocabulary === undefined ? undefined : terms[column.vocabulary as keyof Terms];
      return added === undefined ? column : {...column, added: Object.keys(added)};
    })
  };
}
