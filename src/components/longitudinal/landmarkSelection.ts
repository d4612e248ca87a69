import {formatCount} from "../../charts/format.js";
import type {LandmarkData} from "../../model/siteLongitudinal.js";
import {dataOf} from "../disclosure/dataOf.js";
import {el} from "../dom.js";
import {reflowTable} from "../reflowTable.js";
import {exclusionLabels} from "./mrdWords.js";

/** Why the clock starts at the sample, and who is left out for it. */
export function landmarkSelection({sampled, excluded, n, sampleDay}: LandmarkData): HTMLElement[] {
  const left = excluded.filter((d) => d.n !== 0);
  const day =
    sampleDay === null
      ? ""
      : ` The sample was taken on day ${formatCount(sampleDay.median)} at the median (${formatCount(sampleDay.lowest)}–${formatCount(sampleDay.highest)}).`;
  return [
    el("h3", {}, "Why the clock starts at the sample"),
    el(
      "p",
      {class: "note", "data-testid": "why-landmark"},
      `What persists is known only on the day of the sample. Counted from diagnosis or remission, every patient would have had to live without relapse until then to be in a group at all, and that time would be credited to the groups. So time starts on that day, groups are by what was known then and never change, and whoever had relapsed, died or left observation by then is not analysed.${day}`
    ),
    reflowTable(
      [{label: "Patients with a sequenced sample after induction"}, {label: "n", number: true}],
      [
        {cells: ["All", sampled], data: dataOf({n: sampled}, {landmark: "sampled"})},
        ...left.map((d) => ({cells: [exclusionLabels[d.reason], d.n], data: dataOf({n: d.n}, {excluded: d.reason})})),
        {cells: ["Analysed", n], data: dataOf({n}, {landmark: "analysed"})}
      ],
      "Who is analysed from the landmark"
    )
  ];
}
