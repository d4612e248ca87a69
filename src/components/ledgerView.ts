import {formatNumber} from "../charts/format.js";
import {catalogueOf} from "../cohort/catalogue.js";
import {browserStore} from "../cohort/ledger/browserStore.js";
import {createLedger} from "../cohort/ledger/ledger.js";
import {declaredFilter} from "../cohort/ledger/prespecifiedOf.js";
import {describeCohort} from "../cohort/filterChips.js";
import {formatFilter} from "../cohort/filterUrl.js";
import type {SiteData} from "../model/siteData.js";
import {el, fill} from "./dom.js";
import {download} from "./download.js";
import {keepQueryInLinks} from "./explorer.js";
import {csvFile, jsonFile} from "./exportFile.js";
import {ledgerRows, ledgerTable} from "./ledger/ledgerTable.js";
import {pageLink} from "./pageLink.js";
import {endpointName} from "./survival/endpointWords.js";

const title = "Contrasts viewed on this release";

/** The ledger of looks: every contrast that was viewed in this browser, and the analyses that the study declares. */
export function ledgerView(site: SiteData): HTMLElement {
  const catalogue = catalogueOf(site);
  const ledger = createLedger(browserStore(site.releaseId, () => localStorage));
  const summary = el("p", {class: "written-summary", "data-testid": "ledger-summary", role: "status"});
  const host = el("div", {});
  const problem = el("div", {class: "messages"});
  const words = () => ({
    id: "ledger",
    title,
    notes: ["Kept in this browser only; one contrast counts once, however often it was viewed."],
    address: location.href
  });
  const save = (kind: "csv" | "json") => {
    const table = ledgerRows(ledger.entries());
    download(kind === "csv" ? csvFile(site, words(), table) : jsonFile(site, words(), ledger.entries()));
  };
  const clear = el("button", {type: "button", class: "quiet"}, "Clear the ledger");
  const sure = el(
    "span",
    {hidden: true},
    "Forget all looks? They cannot be brought back. ",
    el("button", {type: "button", onclick: () => forget(true)}, "Forget them"),
    " ",
    el("button", {type: "button", class: "quiet", onclick: () => forget(false)}, "Keep them")
  );
  clear.addEventListener("click", () => {
    sure.hidden = false;
    clear.hidden = true;
    sure.querySelector("button")?.focus();
  });
  const forget = (yes: boolean) => {
    if (yes) ledger.clear();
    sure.hidden = true;
    clear.hidden = false;
    show();
    clear.focus();
  };
  const tools = el(
    "p",
    {class: "ledger-tools"},
    el("button", {type: "button", class: "quiet", onclick: () => save("csv")}, "Save as CSV"),
    el("button", {type: "button", class: "quiet", onclick: () => save("json")}, "Save as JSON"),
    clear,
    sure
  );
  function show(): void {
    const entries = ledger.entries();
    const views = entries.reduce((sum, {times}) => sum + times, 0);
    const withP = entries.filter(({p}) => p !== null).length;
    fill(
      summary,
      entries.length === 0
        ? "No contrast has been viewed on this release in this browser."
        : `${formatNumber(entries.length)} ${entries.length === 1 ? "contrast" : "contrasts"}, viewed ${formatNumber(views)} ${views === 1 ? "time" : "times"}; ${formatNumber(withP)} with a p-value. q is the p-value after Benjamini and Hochberg over those.`
    );
    fill(host, entries.length > 0 && ledgerTable(entries));
    tools.hidden = entries.length === 0;
    const why = ledger.problem();
    fill(problem, why !== null && el("p", {class: "warning", role: "note"}, why));
  }
  show();
  addEventListener("storage", show);
  keepQueryInLinks(location.search);
  return el("div", {class: "ledger"}, summary, problem, tools, host, declaredSection());

  function declaredSection(): HTMLElement {
    const items = site.analyses.map((analysis) => {
      const {filter, problems} = declaredFilter(analysis, catalogue);
      const endpoint = catalogue.endpoints.get(analysis.endpoint);
      const possible =
        problems.length === 0 &&
        endpoint !== undefined &&
        catalogue.groupings.some(({key}) => key === analysis.groupBy);
      const params = formatFilter(filter, site.releaseId);
      params.set("group", analysis.groupBy);
      if (analysis.endpoint !== "OS") params.set("endpoint", analysis.endpoint);
      params.set("release", site.releaseId);
      return el(
        "li",
        {"data-analysis": analysis.id},
        possible ? el("a", {href: pageLink("survival", params.toString())}, analysis.question) : analysis.question,
        possible
          ? ` ${endpointName(endpoint, site)}. ${describeCohort(filter, catalogue)}`
          : " This release does not have what it needs."
      );
    });
    return el(
      "section",
      {},
      el("h2", {}, "Declared before anyone looked"),
      items.length === 0
        ? el("p", {}, "The study declares no analyses: every look is exploration.")
        : el("ul", {class: "declared"}, ...items)
    );
  }
}
