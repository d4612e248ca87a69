import type {Count, Estimate, ReportBlock} from "../../../../src/model/report.js";
import type {PublicPolicy} from "../../public/policy.js";
import {type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";

/** R8: no estimate of a model with too few events for its parameters, nor of a level with too few patients or events. */
export const modelsRule: AuditRule = {
  id: "R8",
  title: "Estimates of models",
  check({publicPolicy, release, results}) {
    if (results === null)
      return notApplicable(
        release.manifest.tier === "internal" ? exactRows : "no result of a model is in a release of rows"
      );
    const found = results.blocks.map((block) => modelBreaches(block, publicPolicy));
    const estimates = found.reduce((sum, {estimates: n}) => sum + n, 0);
    return passUnless(
      found.flatMap(({breaches}) => breaches),
      `${estimates} estimates of models have events and patients enough`
    );
  }
};

/** Estimates in a block that are of too few, one line each. */
export function modelBreaches(
  block: ReportBlock,
  {lines, models, values}: PublicPolicy
): {breaches: string[]; estimates: number} {
  const breaches: string[] = [];
  let estimates = 0;
  const check = (label: string, estimate: Estimate | null, n: Count | null, events: Count | null) => {
    if (estimate === null || estimate.estimate === null) return;
    ++estimates;
    const where = `block ${block.id}, ${label}`;
    for (const [what, count, least] of [
      ["patients", n, models.patients_per_level],
      ["events", events, models.events_per_parameter]
    ] as const) {
      if (count === null) continue;
      if (count.n === null) breaches.push(`${where}: an estimate, though its ${what} are hidden`);
      else if (count.n < least)
        breaches.push(`${where}: an estimate of ${count.n} ${what}, expected at least ${least}`);
    }
  };
  if (block.kind === "forest") {
    const {fit, rows} = block;
    for (const {effect, events, label, n} of rows) check(label, effect, n, events);
    const shown = rows.some(({effect}) => effect.estimate !== null);
    const least = (fit?.parameters ?? 0) * models.events_per_parameter;
    if (shown && fit !== null && (fit.events.n ?? 0) < least)
      breaches.push(
        `block ${block.id}: ${fit.parameters} parameters by ${fit.events.n ?? "hidden"} events, expected at least ${least}`
      );
  } else if (block.kind === "survival") {
    for (const {events, hazardRatio, label, n} of block.contrasts) check(label, hazardRatio, n, events);
  } else if (block.kind === "lines") {
    for (const {label, n, points} of block.lines)
      if (points.length > 0 && (n.n ?? 0) < lines.patients)
        breaches.push(
          `block ${block.id}, ${label}: predictions of ${n.n ?? "hidden"} patients, expected at least ${lines.patients}`
        );
  } else if (block.kind === "values") {
    for (const {cells, label} of block.rows)
      for (const {known, median, q1, q3} of cells)
        for (const [what, value, least] of [
          ["median", median, values.median],
          ["quartile", q1 ?? q3, values.quartiles]
        ] as const)
          if (value !== null && (known.n ?? 0) < least)
            breaches.push(
              `block ${block.id}, ${label}: a ${what} of ${known.n ?? "hidden"} patients, expected at least ${least}`
            );
  }
  return {breaches, estimates};
}
