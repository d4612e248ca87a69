import {metaText} from "./tsv.js";

/** The files of a study folder in the making: text by name. */
export class StudyWriter {
  readonly files = new Map<string, string>();

  /** @param study its identifier */
  constructor(readonly study: string) {}

  /** Adds a data file and what describes it. */
  add(
    name: string,
    kind: {readonly type: string; readonly datatype: string; readonly file?: string},
    text: string,
    more: Readonly<Record<string, string>> = {}
  ): void {
    const file = kind.file ?? `data_${name}.txt`;
    const fields = {
      cancer_study_identifier: this.study,
      genetic_alteration_type: kind.type,
      datatype: kind.datatype,
      ...more,
      data_filename: file
    };
    this.files.set(`meta_${name}.txt`, metaText(fields));
    this.files.set(file, text);
  }

  /** Adds the list of the samples that were looked at in some way. */
  list(id: string, name: string, category: string, samples: readonly string[]): void {
    const fields = {
      cancer_study_identifier: this.study,
      stable_id: `${this.study}_${id}`,
      case_list_name: name,
      case_list_description: `${name} (${samples.length} samples)`,
      case_list_category: category
    };
    this.files.set(`case_lists/cases_${id}.txt`, `${metaText(fields)}case_list_ids: ${samples.join("\t")}\n`);
  }
}

/** What the description of a profile says besides. */
export function profile(id: string, name: string, description: string, shown = true): Record<string, string> {
  return {
    stable_id: id,
    show_profile_in_analysis_tab: String(shown),
    profile_name: name,
    profile_description: description
  };
}
