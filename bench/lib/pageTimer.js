// Runs in the page: measures from a change of the filter to the frame that shows it.

/** Resolves once the numbers asked for are on the page and painted. */
function settledPage() {
  return new Promise((resolve) => {
    const check = () => {
      const n = document.querySelector('[data-testid="cohort-n"]');
      if (n?.dataset.value === undefined || document.querySelector('[aria-busy="true"]') !== null) return false;
      // A task queued during a frame runs after that frame has been painted.
      requestAnimationFrame(() => setTimeout(resolve));
      return true;
    };
    if (check()) return;
    const observer = new MutationObserver(() => {
      if (check()) observer.disconnect();
    });
    observer.observe(document.documentElement, {attributes: true, childList: true, subtree: true});
  });
}

/** Milliseconds until the page shows another query of its address, as if the reader had gone there. */
async function timeQuery(query) {
  const started = performance.now();
  history.pushState(null, "", location.pathname + query);
  dispatchEvent(new PopStateEvent("popstate"));
  await settledPage();
  return performance.now() - started;
}

/** Address of a built module of the page, by the path of its source below `src`. */
function builtModule(path) {
  const links = [...document.querySelectorAll('link[rel="modulepreload"]')].map(({href}) => href);
  const loaded = performance.getEntriesByType("resource").map(({name}) => name);
  const pattern = new RegExp(`/_import/${path}\\.[0-9a-f]+\\.js$`);
  const found = [...links, ...loaded].find((address) => pattern.test(address));
  if (found === undefined) throw new Error(`the page has no module ${path}`);
  return import(found);
}

/** Address of a file of the site that the page has loaded, by its name without hash. */
function builtFile(pattern) {
  const found = performance.getEntriesByType("resource").find(({name}) => new RegExp(pattern).test(name));
  if (found === undefined) throw new Error(`the page has not loaded ${pattern}`);
  return found.name;
}

/**
 * Milliseconds of the queries alone if every chart and facet of the page asks for itself, each with the filter: a
 * database of its own, no drawing.
 */
async function openNaive() {
  const [{duckDbConnection}, {catalogueOf}, {canonicalFilter}, {filterSql}, {parseFilter}, queries] = await Promise.all(
    ["duckDbConnection", "catalogue", "canonicalFilter", "filterSql", "filterUrl", "cohortQueries"].map((name) =>
      builtModule(`cohort/${name}`)
    )
  );
  const site = await (await fetch(builtFile("/site\\.[0-9a-f]+\\.json$"))).json();
  const catalogue = catalogueOf(site);
  const stream = fetch(builtFile("/cohort\\.[0-9a-f]+\\.arrow$")).then((answer) => answer.arrayBuffer());
  const parts = {
    worker: builtFile("duckdb-browser-eh\\.worker\\.[0-9a-f]+\\.js$"),
    wasm: builtFile("duckdb-eh\\.[0-9a-f]+\\.wasm$")
  };
  const connection = await duckDbConnection(parts, "cohort", stream);
  return async (query) => {
    const {filter} = parseFilter(new URLSearchParams(query), catalogue);
    const {where, parameters} = filterSql(canonicalFilter(filter, catalogue), catalogue);
    const from = `(SELECT * FROM cohort WHERE ${where})`;
    const charts = [
      ...[...catalogue.facets.keys()].map((variable) => queries.levelsQuery(catalogue, from, variable)),
      ...[...catalogue.cytogenetics.keys()].map((variable) => queries.levelsQuery(catalogue, from, variable)),
      ...[...catalogue.numbers.keys()].flatMap((variable) => [
        queries.valuesQuery(catalogue, from, variable),
        ...(site.summaries.bins[variable] === undefined
          ? []
          : [queries.histogramQuery(catalogue, from, variable, edgesOf(site.summaries.bins[variable]))])
      ]),
      queries.alterationsQuery(catalogue, from),
      queries.survivalQuery(catalogue, from, "OS")
    ];
    const started = performance.now();
    for (const chart of charts) await connection.query(chart.sql, [...chart.parameters, ...parameters]);
    return {milliseconds: performance.now() - started, charts: charts.length};
  };
}

function edgesOf(bins) {
  return [...bins.map(({lower}) => lower), bins.at(-1).upper];
}

/** Milliseconds of a Kaplan–Meier estimate and a log-rank test of a grouping over all patients, query included. */
async function openSurvival() {
  const [{openCohortDatabase}, {emptyFilter}, {kaplanMeierFromCounts}, {logRankFromCounts}] = await Promise.all(
    ["cohort/database", "cohort/filter", "stats/kaplanMeier", "stats/logRank"].map(builtModule)
  );
  const database = await openCohortDatabase();
  const selection = await database.select(emptyFilter);
  return async (grouping) => {
    const started = performance.now();
    const groups = await selection.survival("OS", grouping);
    const known = groups.filter(({group, n}) => group !== null && n > 0);
    const curves = known.map((group) => kaplanMeierFromCounts(group));
    const test = logRankFromCounts(known);
    const milliseconds = performance.now() - started;
    return {milliseconds, patients: curves.reduce((sum, {n}) => sum + n, 0), statistic: test.statistic};
  };
}

// A page has more modules than browsers note by default.
performance.setResourceTimingBufferSize(5000);
Object.assign(window, {hemiolaBench: {settledPage, timeQuery, openNaive, openSurvival}});
