import type {Release} from "../../release/readRelease.js";
import {readAnchors} from "../../simulate/anchors.js";
import {compareWithPublished} from "../../simulate/compareWithPublished.js";
import type {Comparison} from "../../simulate/comparison.js";
import {compareHovonWithPublished} from "../../simulate/hovon/compareHovonWithPublished.js";
import {readHovonAnchors} from "../../simulate/hovon/hovonAnchors.js";
import {compareRatifyWithPublished} from "../../simulate/ratify/compareRatifyWithPublished.js";
import {readRatifyAnchors} from "../../simulate/ratify/ratifyAnchors.js";
import {hovonFromRelease} from "./hovonFromRelease.js";
import {ratifyFromRelease} from "./ratifyFromRelease.js";
import {registryFromRelease} from "./registryFromRelease.js";

/** Published figures of one simulated partner. */
export interface Published {
  /** Where the figures come from. */
  readonly citations: readonly string[];
  /** The figures beside those of a release. */
  compare(release: Release, source: string, root: string): Promise<Comparison[]>;
}

/** Published figures by the simulated partner's id. */
export const publishedFigures: Readonly<Record<string, Published>> = {
  AMLSG: {
    citations: [
      "Papaemmanuil E et al. Genomic classification and prognosis in acute myeloid leukemia. N Engl J Med 2016;374:2209–2221.",
      "Gerstung M et al. Precision oncology for acute myeloid leukemia using a knowledge bank approach. Nat Genet 2017;49:332–340.",
      "Aggregates computed from the public data of these two papers (data/demo/anchors.yaml)."
    ],
    compare: async (release, source, root) =>
      compareWithPublished(registryFromRelease(release, source), await readAnchors(root))
  },
  RATIFY: {
    citations: [
      "Stone RM et al. Midostaurin plus chemotherapy for acute myeloid leukemia with a FLT3 mutation. N Engl J Med 2017;377:454–464, and its presentation at ASH 2015.",
      "Larson RA et al. Leukemia 2021;35:2539–2551 (relapse). Jahn N et al. Leukemia 2022;36:2218–2227 (genes). Döhner K et al. Blood 2020;135:371–380 (ELN 2017). Voso MT et al. Blood Adv 2020;4:4945–4954 (FLT3-TKD)."
    ],
    compare: async (release, source, root) =>
      compareRatifyWithPublished(ratifyFromRelease(release, source), await readRatifyAnchors(root))
  },
  HOVON: {
    citations: [
      "Löwenberg B et al. Therapeutic value of clofarabine in younger and middle-aged adults with newly diagnosed AML. Blood 2017;129:1636–1645 (HOVON-102, table 1), which stands in for the 680 data sets of Erasmus MC: their own figures are not published.",
      "Jongen-Lavrencic M et al. Molecular minimal residual disease in acute myeloid leukemia. N Engl J Med 2018;378:1189–1199."
    ],
    compare: async (release, source, root) =>
      compareHovonWithPublished(hovonFromRelease(release, source), await readHovonAnchors(root))
  }
};
