import {formatCount} from "../../../src/charts/format.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import type {RenderRelease} from "../../report/render/renderRelease.js";
import {tableMarkup} from "../../report/render/reportTable.js";
import {type Markup, tag} from "../markup.js";
import {writtenPage} from "./writtenPage.js";

const tiers: Readonly<Record<string, string>> = {
  internal:
    "Internal: exact patient rows, for the secure environment in which they were made and for comparison with other software. Not for sharing.",
  consortium:
    "Consortium: patient rows in which every patient is like several others, for members of the consortium. Groups that are too small are not shown.",
  public:
    "Public: numbers of groups only. There is no patient’s row in the release, so that none can leave the site; small numbers and those that would tell them are not shown."
};

/** Whose data these are, what kind, how to cite them, and what they may be used for. */
export function aboutPage(release: RenderRelease): string {
  const {sources, versions, releaseId, studyTitle, tier} = release;
  const patients = sources.reduce((sum, source) => sum + source.patients, 0);
  const notice = noticeSentence(release);
  return writtenPage(
    "About the data",
    [
      `${studyTitle}: ${formatCount(patients)} patient records of ${sources.length === 1 ? "one source" : `${sources.length} sources`}. `,
      notice ?? "The data are of patients."
    ],
    [
      {
        id: "partners",
        name: "Partners",
        content: [
          tableMarkup({
            caption: "Sources of this release",
            columns: ["Source", "Patients", "Day 0 is", "Median follow-up, months", "Data"].map((label, i) => ({
              label,
              numeric: i === 1 || i === 3
            })),
            rows: sources.map(({name, patients: n, indexEvent, followupMedianMonths, simulated}) => ({
              cells: [
                name,
                formatCount(n),
                labelOf("indexEvent", indexEvent).toLowerCase(),
                followupMedianMonths?.toFixed(1) ?? "not reached",
                simulated ? "simulated" : "patients"
              ]
            }))
          }),
          ...sources.flatMap(({name, version, licence, citation}) => [
            tag("h3", {}, name),
            tag(
              "dl",
              {class: "definitions"},
              ...item("Version", version),
              ...item("Licence", licence ?? "not given"),
              ...item("Cite", citation ?? "not given")
            )
          ])
        ]
      },
      {
        id: "kind",
        name: "What kind of data",
        content: [
          notice === null
            ? tag(
                "p",
                {},
                "Partners delivered pseudonymised data; times are days from the index event, and no calendar date, name or free text is in the release."
              )
            : tag(
                "p",
                {},
                `${notice} They follow published summary figures, pass through the same steps as patients’ data would, and say nothing about any patient or treatment. ${tier === "public" ? "" : "How closely they follow is on the page on "}`,
                tier === "public" ? null : tag("a", {href: "/calibration"}, "calibration"),
                tier === "public" ? "" : "."
              ),
          tag("p", {}, tiers[tier] ?? tier)
        ]
      },
      {
        id: "use",
        name: "What they are for",
        content: [
          tag("p", {}, "For research and professional discussion; not for decisions about an individual patient."),
          tag(
            "p",
            {},
            "Comparisons of groups that were not randomised describe associations. Sources differ in whom they include, when and how they treat, and what they tested; a gene that was not tested is “not tested”, never wild type."
          )
        ]
      },
      {
        id: "release",
        name: "This release",
        content: [
          tag(
            "dl",
            {class: "definitions"},
            ...item("Release", releaseId),
            ...item("Tier", labelOf("accessTier", tier)),
            ...item("Rules", versions.rules),
            ...item(
              "Made with",
              `Hemiola ${versions.hemiola}, table schema ${versions.schema}, dictionary ${versions.dictionary}`
            )
          ),
          tag(
            "p",
            {},
            "A release is named by its content and never changes.",
            ...(tier === "public"
              ? []
              : [" ", tag("a", {href: "/changes"}, "What changed"), " since the one before is listed."])
          )
        ]
      }
    ]
  );
}

function item(name: string, words: string): Markup[] {
  return [tag("dt", {}, name), tag("dd", {}, words)];
}
