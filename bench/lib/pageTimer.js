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
    // What is asked for is told by these attributes; looking at every other change would be measured with it.
    observer.observe(document.documentElement, {attributeFilter: ["aria-busy", "data-value"], subtree: true});
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
  const [{duckDbConnection}, {catalogueOf}, {canonicalFilter}, {filterSql}, {parseFilter}] = await Promise.all(
    ["duckDbConnection", "catalogue", "canonicalFilter", "filterSql", "filterUrl"].map((name) =>
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
      ...[...catalogue.facets.keys(), ...catalogue.cytogenetics.keys()].map((variable) => levelsQuery(from, variable)),
      ...[...catalogue.numbers.keys()].map((variable) => quartilesQuery(from, variable)),
      ...Object.entries(site.summaries.bins).map(([variable, bins]) => histogramQuery(from, variable, edgesOf(bins))),
      alterationsQuery(from, [...catalogue.alterations.keys()]),
      survivalQuery(from, "OS")
    ];
    const started = performance.now();
    for (const chart of charts) await connection.query(chart, parameters);
    return {milliseconds: performance.now() - started, charts: charts.length};
  };
}

// Counts are cast: they come as 64-bit integers, which arrive in JavaScript as words.

function levelsQuery(from, variable) {
  return `SELECT "${variable}"::VARCHAR AS level, count(*)::INT AS n FROM ${from} GROUP BY 1`;
}

function quartilesQuery(from, variable) {
  const quartiles = `quantile_cont("${variable}"::DOUBLE, [0.25, 0.5, 0.75])`;
  return `SELECT count("${variable}")::INT AS n, count(*)::INT AS patients, ${quartiles} AS q FROM ${from}`;
}

function histogramQuery(from, variable, edges) {
  const cases = edges.slice(1).map((edge, i) => `WHEN x < ${edge} THEN ${i}`);
  const bin = `CASE WHEN x < ${edges[0]} THEN NULL ${cases.join(" ")} END`;
  return `SELECT ${bin} AS bin, count(*)::INT AS n FROM (SELECT "${variable}"::DOUBLE AS x FROM ${from}) GROUP BY 1`;
}

function alterationsQuery(from, names) {
  const counts = names.map((name, i) => `count("${name}")::INT AS t${i}, sum("${name}"::INT)::INT AS m${i}`);
  return `SELECT count(*)::INT AS n, ${counts.join(", ")} FROM ${from}`;
}

function survivalQuery(from, endpoint) {
  const events = `count_if("${endpoint}_status" = 1)::INT AS events`;
  return `SELECT "${endpoint}_days" AS day, ${events}, count(*)::INT AS n FROM ${from} GROUP BY 1 ORDER BY 1`;
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
