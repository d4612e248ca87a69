import {formatCount} from "../../charts/format.js";
import {frequencyBars} from "../../charts/frequencyBars.js";
import {wholeCohort} from "../../charts/palette.js";
import {patientsByLevel} from "../../cohort/cohortRows.js";
import {cohortMetadata} from "../cohortMetadata.js";
import type {ViewContext} from "../explorer.js";
import {shareInterval} from "../disclosure/shareInterval.js";
import {figureFrame} from "../figureFrame.js";
import {type PageState, sourcesOf} from "../pageState.js";
import type {CompositionSection} from "./cohortShown.js";
import {waitingContent} from "./waitingContent.js";

/** Patients with a finding, and those in whom it could be decided. */
interface FlagCount {
  readonly label: string;
  readonly found: number;
  readonly tested: number;
}

const title = "Which chromosomal abnormalities do they have?";

/** Cytogenetic findings of the cohort with their intervals. */
export function cytogeneticsSection(context: ViewContext): CompositionSection & {showFirst(state: PageState): void} {
  const {site, catalogue} = context;
  const frame = figureFrame("cytogenetics", site, {lazy: true});
  const draw = (state: PageState, flags: readonly FlagCount[], n: number) => {
    const rows = flags.map(({label, found, tested}) => {
      const {estimate, lower, upper} = shareInterval(found, tested);
      return {label, marks: [{found, tested, patients: n, share: estimate, lower, upper}]};
    });
    const drawn = (shown: typeof rows) => (width: number) =>
      frequencyBars(shown, {
        width,
        groups: [{label: "All patients", style: wholeCohort}],
        words: {found: "found", tested: "evaluable"},
        title,
        summary: shown
          .map(({label, marks: [m]}) => `${label} ${formatCount(m.found)} of ${formatCount(m.tested)}`)
          .join("; ")
      });
    frame.update({
      title,
      sources: sourcesOf(site, state),
      subtitle: "Share of the patients whose karyotype could be evaluated, 95 % interval.",
      caption: `${formatCount(n)} patients; Wilson 95 % intervals; the denominator is the number evaluable, hatched: share not evaluable. A patient may have several findings.`,
      table: {
        columns: ["finding", "found", "evaluable", "share", "lower95", "upper95"],
        rows: rows.map(({label, marks: [m]}) => [label, m.found, m.tested, m.share, m.lower, m.upper])
      },
      draw: drawn(rows),
      without: (isShown) => ({draw: drawn(rows.filter((_, i) => isShown(i)))}),
      metadata: cohortMetadata(context, state, "Shares of the evaluable, Wilson 95 % intervals")
    });
  };
  return {
    element: frame.element,
    columns: () => [...catalogue.cytogenetics.keys()],
    showFirst(state) {
      const flags = site.cytogenetics.map((d) => ({label: d.label, found: d.nPresent, tested: d.nTested}));
      draw(state, flags, catalogue.patients);
    },
    show({state, rows}) {
      const flags = [...catalogue.cytogenetics].map(([column, {label}]) => {
        // Present, absent, not evaluable.
        const [found, absent] = Array.from(patientsByLevel(rows, column).counts);
        return {label, found, tested: found + absent};
      });
      draw(state, flags, rows.n);
    },
    stale: (waiting) => frame.stale(waiting),
    fail: (words) => frame.update(waitingContent(title, words))
  };
}
