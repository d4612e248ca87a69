import type {MetaFile} from "./metaFile.js";
import {metaValue} from "./metaFile.js";
import type {StudyReport} from "./studyReport.js";

/** Names of profiles that cBioPortal knows, by kind of data; of others any name will do. */
const stableIds: Readonly<Record<string, RegExp | undefined>> = {
  "MUTATION_EXTENDED MAF": /^mutations$/u,
  "COPY_NUMBER_ALTERATION DISCRETE": /^(gistic|cna|cna_rae|cna_consensus)$/u,
  "COPY_NUMBER_ALTERATION DISCRETE_LONG": /^(gistic|cna|cna_rae|cna_consensus)$/u,
  "COPY_NUMBER_ALTERATION CONTINUOUS": /^linear_CNA$/u,
  "COPY_NUMBER_ALTERATION LOG2-VALUE": /^log2CNA$/u,
  "METHYLATION CONTINUOUS": /^methylation_(hm27|hm450|epic)$/u,
  "MRNA_EXPRESSION CONTINUOUS":
    /^(mrna|mrna_U133|mirna|rna_seq_mrna|rna_seq_v2_mrna|rna_seq_mrna_capture|mrna_merged)$/u,
  "MRNA_EXPRESSION DISCRETE": /^(mrna|mrna_outliers|mrna_zbynorm)$/u,
  "MRNA_EXPRESSION Z-SCORE": /_Zscores(_normals)?$|_all_sample_Zscores$|_normals$/u,
  "PROTEIN_LEVEL LOG2-VALUE": /^(rppa|protein_quantification)$/u,
  "PROTEIN_LEVEL Z-SCORE": /^(rppa_Zscores|protein_quantification_zscores)$/u,
  "STRUCTURAL_VARIANT SV": /^structural_variants$/u
};

const categories: ReadonlySet<string> = new Set([
  ...["study", "mutation_data", "cna_data", "log2_cna_data", "methylation_data", "mrna_array_data"].map((d) =>
    d === "study" ? "all_cases_in_study" : `all_cases_with_${d}`
  ),
  ...["mrna_rnaseq_data", "rppa_data", "microrna_data", "mutation_and_cna_data", "mutation_and_cna_and_mrna_data"].map(
    (d) => `all_cases_with_${d}`
  ),
  "all_cases_with_gsva_data",
  "all_cases_with_sv_data",
  "other"
]);

/** Kinds of data that need a case list, by its ending. */
const listed: Readonly<Record<string, string>> = {
  "COPY_NUMBER_ALTERATION DISCRETE": "cna",
  "COPY_NUMBER_ALTERATION DISCRETE_LONG": "cna",
  "STRUCTURAL_VARIANT SV": "sv"
};

/** Checks the names of profiles, which are known and stand once, and that those which need a case list have one. */
export function checkProfiles(
  metas: readonly MetaFile[],
  lists: readonly MetaFile[],
  study: MetaFile | undefined,
  data: readonly string[],
  report: StudyReport
): void {
  const seen = new Set<string>();
  const ids = lists.map((list) => metaValue(list, "stable_id"));
  for (const meta of metas) {
    const {file} = meta;
    const id = metaValue(meta, "stable_id");
    const kind = `${metaValue(meta, "genetic_alteration_type")} ${metaValue(meta, "datatype")}`;
    const place = {...meta.fields.get("stable_id"), column: "stable_id"};
    const known = Object.hasOwn(stableIds, kind) ? stableIds[kind] : undefined;
    if (id !== "" && known)
      report
        .check(file, "stable_id", "error", "Names of profiles that cBioPortal does not know for such data")
        .test(known.test(id), place);
    if (id !== "")
      report.check(file, "duplicate_profile", "error", "A profile that another file has").test(!seen.has(id), place);
    seen.add(id);
    const ending = Object.hasOwn(listed, kind) ? listed[kind] : undefined;
    if (ending !== undefined && data.includes(metaValue(meta, "data_filename")))
      report
        .check(file, `${ending}_list_missing`, "error", `No case list _${ending} tells which samples were looked at`)
        .test(ids.some((name) => name.endsWith(`_${ending}`)));
  }
  if (!study) return;
  const all = report.check(
    study.file,
    "all_list_missing",
    "error",
    "No case list _all, and add_global_case_list is not true"
  );
  all.test(
    metaValue(study, "add_global_case_list").toLowerCase() === "true" || ids.some((name) => name.endsWith("_all"))
  );
  const pmid = metaValue(study, "pmid");
  const cited = report.check(
    study.file,
    "citation_missing",
    "warning",
    "A pmid without a citation, or with blanks inside"
  );
  if (pmid !== "") cited.test(metaValue(study, "citation") !== "" && !/\s/u.test(pmid), {column: "pmid", value: pmid});
  for (const list of lists) {
    const value = metaValue(list, "case_list_category");
    if (value === "") continue;
    const category = report.check(list.file, "case_list_category", "error", "Categories that cBioPortal does not know");
    category.test(categories.has(value), {...list.fields.get("case_list_category"), column: "case_list_category"});
  }
}
