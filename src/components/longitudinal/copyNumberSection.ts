import {formatCount, formatShare} from "../../charts/format.js";
import {genomeProfile} from "../../charts/genomeProfile.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import {
  binLength,
  type CopyNumberData,
  type CopyNumberGroup,
  copyNumberLimits,
  fewestInClass,
  type LongitudinalSystem
} from "../../model/siteLongitudinal.js";
import {choice, controlRow} from "../controls.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import type {QueryState} from "../queryState.js";

const title = "Where is the genome gained or lost?";
const everybody = "all";

/** Gains and losses along the genome by class. */
export function copyNumberSection(
  site: FigureRelease,
  data: CopyNumberData,
  systems: readonly LongitudinalSystem[],
  query: QueryState
): {readonly element: HTMLElement; show(): void} {
  const select = el(
    "select",
    {"data-testid": "genome-by"},
    ...systems.map(({id, title: name}) => el("option", {value: id}, name)),
    el("option", {value: everybody}, "All patients together")
  );
  select.addEventListener("change", () => {
    query.set({genome: select.selectedIndex === 0 ? "" : select.value});
    show();
  });
  const frame = figureFrame("copy-number", site, {controls: controlRow(choice("Classes", select))});

  function show(): void {
    select.value = query.get("genome");
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    const system = systems.find(({id}) => id === select.value);
    frame.update(contentOf(data, system?.title ?? null, system === undefined ? [data.all] : data.groups[system.id]));
  }
  show();
  return {element: frame.element, show};
}

function contentOf(data: CopyNumberData, classification: string | null, groups: readonly CopyNumberGroup[]) {
  const {bins, n, platform} = data;
  return {
    title,
    subtitle: `Share of the patients with a gain (upwards) or a loss (downwards)${classification === null ? "" : `, by ${classification}`}; one scale for all strips.`,
    caption: [
      `${formatCount(n)} patients${platform === null ? "" : `, ${platform}`}. Bins of ${binLength / 1_000_000} million bases of GRCh37, autosomes and X. Gain: log2 ratio ≥ ${copyNumberLimits.gain}, loss: ≤ −${Math.abs(copyNumberLimits.loss)}, over at least half of a bin. The denominator is the patients with at least half of the bin covered by segments. Not corrected for tumour content; X is relative to the reference of the array.`,
      groups.some(({code}) => code === "other")
        ? `Classes with fewer than ${fewestInClass} patients are drawn together as “Other classes”.`
        : ""
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    table: {
      columns: ["class", "chromosome", "start", "end", "tested", "gain", "loss"],
      rows: groups.flatMap(({label, tested, gain, loss}) =>
        bins.map((bin, b) => [label, bin.chrom, bin.start, bin.end, tested[b], gain[b], loss[b]])
      )
    },
    draw: (width: number) =>
      genomeProfile(groups, {width, bins, title, summary: groups.map((group) => mostText(group, data)).join(" ")})
  };
}

/** The most frequent gain and loss of a group, in words. */
function mostText({label, n, tested, gain, loss}: CopyNumberGroup, {bins}: CopyNumberData): string {
  const most = (counts: readonly number[]) => {
    const b = counts.reduce((best, count, i) => (count > counts[best] ? i : best), 0);
    return counts[b] > 0 ? `chromosome ${bins[b].chrom} (${formatShare(counts[b], tested[b])})` : "none";
  };
  return `${label}, ${formatCount(n)} patients: most frequent gain ${most(gain)}, most frequent loss ${most(loss)}.`;
}
