import {describe, expect, it} from "vitest";
import {countsInCsv, countsInTables} from "../../../loaders/disclosure/audit/scanTables.js";

const table = (head: readonly string[], ...rows: readonly (readonly string[])[]) =>
  `<p>12 of them</p><table><caption>7</caption><thead><tr>${head.map((d) => `<th scope="col">${d}</th>`).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((d, i) => (i === 0 ? `<th scope="row">${d}</th>` : `<td class="n">${d}</td>`)).join("")}</tr>`).join("")}</tbody></table>`;

describe("counts in tables", () => {
  it("are shares in any cell, with the number they are of, but for what is hidden", () => {
    const html = table(["", "All<br>n = 2,933", "Test"], ["Female", "1,420/2,933 (48&nbsp;%)", "p = 0.12"], ["Other", "‡/2,933", "–"]); // prettier-ignore
    expect(countsInTables(html)).toEqual(["1420", "2933", "2933"]);
  });

  it("are whole numbers in columns of patients and events, and in no other", () => {
    const html = table(["Group", "Patients", "Events", "Median, months"], ["All", "713", "<b>385</b>", "32"], ["Rare", "‡", "–", "40"]); // prettier-ignore
    expect(countsInTables(html)).toEqual(["713", "385"]);
  });

  it("are those of files, after their comments and by the names of their columns", () => {
    const csv = '# Survival, n = 5\ngroup,n,events,time_days,estimate\n"A, B",120,,30,0.9\nC,40,12,61,0.8\n';
    expect(countsInCsv(csv)).toEqual(["120", "40", "12"]);
  });
});
