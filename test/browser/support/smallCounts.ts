import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {filesBelow} from "../../../loaders/disclosure/audit/filesBelow.js";
import {textsOf} from "../../../loaders/disclosure/audit/scanHtml.js";
import {countsIn} from "../../../loaders/disclosure/gate/countsInText.js";

/** Names of what counts patients, events or rows of patients, in JSON files and in the heads of CSV files. */
const counted = new Set([
  ...["n", "patients", "events", "nPatients", "nMutated", "nTested", "nPresent", "nUnknown", "nChecked", "missing"],
  ...["mutated", "wildType", "tested", "found", "assayed", "failed", "competing", "agree", "onlySupplied"],
  ...["onlyDerived", "decided", "remissions", "randomised", "itt", "safety", "followed", "otherTreatment", "sequenced"],
  ...["withoutStratum", "relapses", "deathsWithoutRelapse", "sampled", "told", "withoutDiagnosis", "rows", "resolved"],
  ...["changed", "both", "karyotypeOnly", "copyNumberOnly", "neither", "notEvaluable", "rejects", "atRisk", "at_risk"],
  ...["censored", "known", "count", "of", "deaths"]
]);
/** Parts of a whole in a text: "3 of 40 patients", "3/40 (7.5 %)". */
const parts =
  /(?<![\d.,–-]|< )\b(\d+) of (?:the )?[\d,]+ (?:patients|events|deaths|of them|those|tested|evaluable)|(?<![\d.,])\b(\d+)\/[\d,]+ \([\d.<]/gu;
/** Data of an element that count somebody. */
const countedData =
  /\bdata-(known|rows|n|found|tested|mutated|events|patients|deaths|relapses|definite|provisional|unresolved)="(\d+)"/gu;
/** The dictionary's words for the codes of a status, of which none is a number of events. */
const statusCodes = "0 censored, 1 event of interest, 2 competing event";
/** Programs, fonts and rows are no counts. */
const notCounts = /^(?:_node|_npm|_observablehq|_import\/)|\.(?:br|gz|woff2?|wasm|js|css|map|svg|arrow|bin|png|pdf)$/u;

/** Numbers of 1 to k − 1 patients that the files of a site hold, outside of its rows: each with its file and place. */
export async function smallCountsOfSite(folder: string, k: number): Promise<string[]> {
  const found: string[] = [];
  for (const file of (await filesBelow(folder)).filter((path) => !notCounts.test(path))) {
    const text = await readFile(join(folder, file), "utf8");
    for (const place of smallCountsOf(file, text, k)) found.push(`${file}: ${place}`);
  }
  return found;
}

/** The same of the text of one file, by the end of its name. */
export function smallCountsOf(file: string, text: string, k: number): string[] {
  const isSmall = (n: unknown) => typeof n === "number" && n > 0 && n < k && Number.isInteger(n);
  if (file.endsWith(".html")) {
    const data = [...text.matchAll(countedData)].filter(([, , n]) => isSmall(Number(n)));
    const said = textsOf(text.replaceAll(statusCodes, "")).flatMap((part) => {
      const counts = [
        ...countsIn(part, {fractions: false}),
        ...[...part.matchAll(parts)].map(([, of, slash]) => of ?? slash)
      ];
      return counts.some((n) => isSmall(Number(n))) ? [part.trim().slice(0, 120)] : [];
    });
    return [...said, ...data.map(([whole]) => whole)];
  }
  if (file.endsWith(".csv")) return smallCells(text, isSmall);
  if (!file.endsWith(".json")) return [];
  const found: string[] = [];
  const walk = (value: unknown, path: string): void => {
    // Rows of the tables of a release are listed, and not all are of patients.
    if (value === null || typeof value !== "object" || (file === "release.json" && path === "/tables")) return;
    // Steps of a curve stand beside their times: they tell of single events, as the curve does.
    const isCurve = "time" in value && Array.isArray(value.time);
    for (const [key, part] of Object.entries(value)) {
      const here = `${path}/${key}`;
      if (isCurve && Array.isArray(part)) continue;
      const own = counted.has(key) || path.endsWith("/reasons") || path.endsWith("/n") || path.endsWith("/missing");
      if (own && isSmall(part)) found.push(`${here}: ${String(part)}`);
      walk(part, here);
    }
  };
  walk(JSON.parse(text), "");
  return found;
}

function smallCells(text: string, isSmall: (n: unknown) => boolean): string[] {
  const [head = "", ...rows] = text.split(/\r?\n/u).filter((line) => line !== "" && !line.startsWith("#"));
  const names = head.split(",").map((name) => name.replaceAll('"', ""));
  return rows.flatMap((row) =>
    row
      .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/u)
      .flatMap((cell, i) =>
        counted.has(names[i]) && cell !== "" && isSmall(Number(cell))
          ? [`${names[i]}: ${cell} in ${row.slice(0, 80)}`]
          : []
      )
  );
}
