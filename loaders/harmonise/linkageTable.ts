import type {TableSchema} from "../../src/model/column.js";

/**
 * Keys by which the same patient may be found in several sources of a study: kept between the harmonisation of a source
 * and the study's own steps, not part of a release.
 */
export const linkageTable: TableSchema = {
  name: "linkage",
  grain: "one row per patient and key",
  sortBy: [],
  columns: [
    {
      name: "patient_id",
      type: "id",
      nullable: false,
      label: "Patient",
      definition: "Surrogate id in the release",
      privacyClass: "never_public"
    },
    {
      name: "key",
      type: "str",
      nullable: false,
      label: "Key",
      definition: "What is compared between sources",
      privacyClass: "never_public"
    },
    {
      name: "value",
      type: "str",
      nullable: false,
      label: "Value",
      definition: "Hash of the key's value: equal in two sources if and only if the values are",
      privacyClass: "never_public"
    }
  ]
};
