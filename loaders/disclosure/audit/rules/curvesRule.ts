import {coarseTimes} from "../../consortium/coarseTimes.js";
import {columnTreatment, tablePolicy} from "../../inventory.js";
import {tableDataOf} from "../../releaseSchema.js";
import {type AuditInput, type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";
import {curveBreaches} from "../curveBreaches.js";

/** R7: curves at knots of enough events, of large enough groups, numbers at risk rounded; in rows, days by their month. */
export const curvesRule: AuditRule = {
  id: "R7",
  title: "Survival and incidence: knots, groups, numbers at risk",
  check(input) {
    const {publicPolicy, release, results} = input;
    if (release.manifest.tier === "internal") return notApplicable(exactRows);
    if (results === null) {
      const {breaches, days} = fineDays(input);
      return passUnless(breaches, `${days} days of the rows stand for their months, none after the last`);
    }
    const drawn = results.blocks.filter(({kind}) => kind === "survival" || kind === "incidence");
    const breaches = results.blocks.flatMap((block) => curveBreaches(block, publicPolicy));
    return passUnless(breaches, `${drawn.length} figures have knots of enough events, of large enough groups`);
  }
};

/** Days of the rows that stand for no month, or lie after the last. */
function fineDays({policy, release}: AuditInput): {breaches: string[]; days: number} {
  const times = coarseTimes(policy!.times);
  let days = 0;
  const breaches = release.manifest.tables.flatMap(({columns, name}) => {
    const decision = tablePolicy(policy!, name);
    if (decision?.decision !== "generalise") return [];
    const own = columns.filter((column) => columnTreatment(decision, column) === "months");
    if (own.length === 0) return [];
    const table = tableDataOf(release, name);
    return own.flatMap((column) => {
      let first: string | undefined;
      for (let row = 0; row < table.rows; ++row) {
        const cell = table.columns[column][row];
        if (typeof cell !== "number" || column === "status") continue;
        ++days;
        // The length of an outcome runs between two days that each stand for a month.
        const day = column === "time_days" ? cell + Number(table.columns.start_day[row]) : cell;
        if (!times.isShown(day))
          first ??= `table ${name}, column ${column}, row ${row + 1}: day ${day} stands for no month`;
      }
      return first === undefined ? [] : [first];
    });
  });
  return {breaches, days};
}
