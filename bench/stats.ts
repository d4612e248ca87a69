import {medianSeconds} from "./lib/measure.js";
import {type RReport, type RFailure, runR, rVersion} from "./lib/runR.js";
import {coxTask, incidenceTask, largestDifference, logRankTask, type StatsTask} from "./lib/statsTasks.js";

/** R is stopped after this long on one set of data. */
const LIMIT_SECONDS = 300;

const sizes = [1e4, 1e5, 1e6];
const races: Record<StatsTask["name"], (() => StatsTask)[]> = {
  "log-rank": sizes.flatMap((n) => [2, 5].map((groups) => () => logRankTask(n, groups))),
  cox: sizes.map((n) => () => coxTask(n)),
  incidence: sizes.map((n) => () => incidenceTask(n, 3))
};

// Without names, all: npm run bench -- stats log-rank cox
const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in races));
if (unknown !== undefined) throw new RangeError(`unknown race: ${unknown}; known: ${Object.keys(races).join(", ")}`);
const tasks = Object.entries(races).flatMap(([name, list]) => (names.length === 0 || names.includes(name) ? list : []));

const version = rVersion();
console.log(`Node ${process.version}, ${version ?? "no Rscript: ours only, budgets not checked"}`);
console.log("Median processor seconds around the calls, on the same generated data; integer days.\n");
console.log(line("what", "patients", "ours", "R", "ratio", "largest difference", "budget"));

let failed = false;
for (const make of tasks) {
  const task = make();
  const runs = task.n >= 1e6 ? 5 : 9;
  const ours = medianSeconds(runs, task.run);
  const theirs =
    version === null
      ? "no Rscript"
      : runR(task.name, task.columns, {runs: Math.min(runs, 5), limitSeconds: LIMIT_SECONDS});
  failed = !report(task, ours, theirs) || failed;
}
process.exitCode = failed ? 1 : 0;

/** Prints one line. @returns whether the budget is met and both sides computed the same, as far as R ran */
function report(task: StatsTask, ours: number, theirs: RReport | RFailure): boolean {
  const what = [task.title, String(task.n), ours.toFixed(4)];
  if (typeof theirs === "string") {
    console.log(line(...what, theirs, "", "", ""));
    return true;
  }
  const ratio = theirs.seconds / ours;
  const {value, where} = largestDifference(task, theirs.numbers);
  const agrees = value <= task.tolerance;
  const met = task.budget === undefined || ratio >= task.budget;
  const budget = task.budget === undefined ? "" : `≥ ${task.budget}×: ${met ? "met" : "MISSED"}`;
  const difference = agrees ? value.toExponential(1) : `DIFFERS ${value.toExponential(1)} ${where}`;
  console.log(line(...what, theirs.seconds.toFixed(4), `${ratio.toFixed(1)}×`, difference, budget));
  return agrees && met;
}

function line(...[what, n, ours, theirs, ratio, difference, budget]: string[]): string {
  const numbers = [n.padStart(8), ours.padStart(8), theirs.padStart(10), ratio.padStart(7)];
  return `${what.padEnd(42)}${numbers.join("  ")}  ${difference.padEnd(18)}  ${budget}`.trimEnd();
}
