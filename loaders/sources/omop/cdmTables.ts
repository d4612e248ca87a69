/** How a field of the common data model is typed; all character types are `text`. */
export type CdmType = "integer" | "float" | "date" | "datetime" | "text";

/** A field of a table; needed = the model requires that it is never null. */
export interface CdmField {
  readonly type: CdmType;
  readonly needed: boolean;
}

/** A table of the common data model as far as a study may need it. */
export interface CdmTable {
  /** Fields that tell the rows apart. */
  readonly key: readonly string[];
  /** Field with the day on which what a row tells began. */
  readonly start?: string;
  /** In the order of the model. */
  readonly fields: ReadonlyMap<string, CdmField>;
}

/** Versions of the model; tables of fields that came later have null or nothing in earlier ones. */
export const cdmVersions = ["5.3", "5.4"] as const;

/** Tables that only the later version has. */
export const laterTables: ReadonlySet<string> = new Set(["episode", "episode_event"]);

/** Fields by table in the versions 5.3 and 5.4 of the OMOP common data model (OHDSI, field-level specification). */
export const cdmTables: ReadonlyMap<string, CdmTable> = new Map([
  table(
    "person",
    ["person_id"],
    undefined,
    `
    person_id integer!, gender_concept_id integer!, year_of_birth integer!,
    month_of_birth integer, day_of_birth integer, birth_datetime datetime,
    race_concept_id integer!, ethnicity_concept_id integer!, location_id integer,
    provider_id integer, care_site_id integer, person_source_value text,
    gender_source_value text, gender_source_concept_id integer, race_source_value text,
    race_source_concept_id integer, ethnicity_source_value text, ethnicity_source_concept_id integer`
  ),
  table(
    "observation_period",
    ["observation_period_id"],
    "observation_period_start_date",
    `
    observation_period_id integer!, person_id integer!, observation_period_start_date date!,
    observation_period_end_date date!, period_type_concept_id integer!`
  ),
  table(
    "condition_occurrence",
    ["condition_occurrence_id"],
    "condition_start_date",
    `
    condition_occurrence_id integer!, person_id integer!, condition_concept_id integer!,
    condition_start_date date!, condition_start_datetime datetime, condition_end_date date,
    condition_end_datetime datetime, condition_type_concept_id integer!, condition_status_concept_id integer,
    stop_reason text, provider_id integer, visit_occurrence_id integer,
    visit_detail_id integer, condition_source_value text, condition_source_concept_id integer,
    condition_status_source_value text`
  ),
  table(
    "measurement",
    ["measurement_id"],
    "measurement_date",
    `
    measurement_id integer!, person_id integer!, measurement_concept_id integer!,
    measurement_date date!, measurement_datetime datetime, measurement_time text,
    measurement_type_concept_id integer!, operator_concept_id integer, value_as_number float,
    value_as_concept_id integer, unit_concept_id integer, range_low float,
    range_high float, provider_id integer, visit_occurrence_id integer,
    visit_detail_id integer, measurement_source_value text, measurement_source_concept_id integer,
    unit_source_value text, value_source_value text, unit_source_concept_id integer,
    measurement_event_id integer, meas_event_field_concept_id integer`
  ),
  table(
    "observation",
    ["observation_id"],
    "observation_date",
    `
    observation_id integer!, person_id integer!, observation_concept_id integer!,
    observation_date date!, observation_datetime datetime, observation_type_concept_id integer!,
    value_as_number float, value_as_string text, value_as_concept_id integer,
    qualifier_concept_id integer, unit_concept_id integer, provider_id integer,
    visit_occurrence_id integer, visit_detail_id integer, observation_source_value text,
    observation_source_concept_id integer, unit_source_value text, qualifier_source_value text,
    value_source_value text, observation_event_id integer, obs_event_field_concept_id integer`
  ),
  table(
    "procedure_occurrence",
    ["procedure_occurrence_id"],
    "procedure_date",
    `
    procedure_occurrence_id integer!, person_id integer!, procedure_concept_id integer!,
    procedure_date date!, procedure_datetime datetime, procedure_type_concept_id integer!,
    modifier_concept_id integer, quantity integer, provider_id integer,
    visit_occurrence_id integer, visit_detail_id integer, procedure_source_value text,
    procedure_source_concept_id integer, modifier_source_value text, procedure_end_date date,
    procedure_end_datetime datetime`
  ),
  table(
    "drug_exposure",
    ["drug_exposure_id"],
    "drug_exposure_start_date",
    `
    drug_exposure_id integer!, person_id integer!, drug_concept_id integer!,
    drug_exposure_start_date date!, drug_exposure_start_datetime datetime, drug_exposure_end_date date!,
    drug_exposure_end_datetime datetime, verbatim_end_date date, drug_type_concept_id integer!,
    stop_reason text, refills integer, quantity float,
    days_supply integer, sig text, route_concept_id integer,
    lot_number text, provider_id integer, visit_occurrence_id integer,
    visit_detail_id integer, drug_source_value text, drug_source_concept_id integer,
    route_source_value text, dose_unit_source_value text`
  ),
  table(
    "specimen",
    ["specimen_id"],
    "specimen_date",
    `
    specimen_id integer!, person_id integer!, specimen_concept_id integer!,
    specimen_type_concept_id integer!, specimen_date date!, specimen_datetime datetime,
    quantity float, unit_concept_id integer, anatomic_site_concept_id integer,
    disease_status_concept_id integer, specimen_source_id text, specimen_source_value text,
    unit_source_value text, anatomic_site_source_value text, disease_status_source_value text`
  ),
  table(
    "death",
    ["person_id"],
    "death_date",
    `
    person_id integer!, death_date date!, death_datetime datetime,
    death_type_concept_id integer, cause_concept_id integer, cause_source_value text,
    cause_source_concept_id integer`
  ),
  table(
    "episode",
    ["episode_id"],
    "episode_start_date",
    `
    episode_id integer!, person_id integer!, episode_concept_id integer!,
    episode_start_date date!, episode_start_datetime datetime, episode_end_date date,
    episode_end_datetime datetime, episode_parent_id integer, episode_number integer,
    episode_object_concept_id integer!, episode_type_concept_id integer!, episode_source_value text,
    episode_source_concept_id integer`
  ),
  table(
    "episode_event",
    ["episode_id", "event_id", "episode_event_field_concept_id"],
    undefined,
    `
    episode_id integer!, event_id integer!, episode_event_field_concept_id integer!`
  ),
  table(
    "concept",
    ["concept_id"],
    undefined,
    `
    concept_id integer!, concept_name text!, domain_id text!,
    vocabulary_id text!, concept_class_id text!, standard_concept text,
    concept_code text!, valid_start_date date!, valid_end_date date!,
    invalid_reason text`
  ),
  table(
    "concept_ancestor",
    ["ancestor_concept_id", "descendant_concept_id"],
    undefined,
    `
    ancestor_concept_id integer!, descendant_concept_id integer!, min_levels_of_separation integer!,
    max_levels_of_separation integer!`
  )
]);

/** @param fields `<name> <type>`, with `!` where the field is needed, separated by commas */
function table(name: string, key: readonly string[], start: string | undefined, fields: string): [string, CdmTable] {
  const parsed = fields
    .trim()
    .split(/,\s*/u)
    .map((field): [string, CdmField] => {
      const [column, type] = field.split(" ");
      return [column, {type: type.replace("!", "") as CdmType, needed: type.endsWith("!")}];
    });
  return [name, {key, start, fields: new Map(parsed)}];
}
