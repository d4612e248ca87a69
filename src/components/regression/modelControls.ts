import {formatCount, unitText} from "../../charts/format.js";
import type {SiteData} from "../../model/siteData.js";
import {comboBox} from "../comboBox.js";
import {choice, controlRow} from "../controls.js";
import {el, fill} from "../dom.js";
import {endpointName} from "../survival/endpointWords.js";
import {landmarks, type ModelRequest, noStrata} from "./modelRequest.js";
import {formatTerms, type ModelTerm, plainTerm, type TermForm, termForms} from "./modelTerms.js";
import type {ModelVariable} from "./modelVariables.js";
import {plainNumber} from "./modelWords.js";

/** The choices above a model. */
export interface ModelControls {
  readonly element: HTMLElement;
  show(endpoint: string, request: ModelRequest): void;
}

/** Texts of options by their keys in the address. */
export type OptionChange = Readonly<Record<string, string>>;

const formWords: Readonly<Record<TermForm, string>> = {
  linear: "linear",
  log2: "logarithm, per doubling",
  rcs3: "spline, 3 knots",
  rcs4: "spline, 4 knots",
  rcs5: "spline, 5 knots"
};

/** Chooses endpoint, covariates with their form or reference, strata, transplant, landmark, and an effect by subgroup. */
export function modelControls(
  site: SiteData,
  variables: ReadonlyMap<string, ModelVariable>,
  setEndpoint: (endpoint: string) => void,
  change: (options: OptionChange) => void
): ModelControls {
  let request: ModelRequest | undefined;
  const setTerms = (terms: readonly ModelTerm[]) => change({terms: formatTerms(terms)});
  const select = (test: string, options: readonly (readonly [string, string])[], set: (value: string) => void) => {
    const element = el(
      "select",
      {"data-testid": test},
      ...options.map(([value, words]) => el("option", {value}, words))
    );
    element.addEventListener("change", () => set(element.value));
    return element;
  };
  const factors = [...variables.values()].filter(({kind}) => kind === "category");
  const endpoint = select(
    "endpoint",
    site.endpoints.map((d) => [d.key, endpointName(d, site)]),
    setEndpoint
  );
  const strata = select(
    "strata",
    [[noStrata, "none"], ...factors.filter((d) => d.knownAt === "diagnosis").map((d) => [d.column, d.label] as const)],
    (value) => change({strata: value})
  );
  const landmark = select(
    "landmark",
    [["", "as needed"], ...landmarks.map((day) => [String(day), `day ${day}`] as const)],
    (value) => change({landmark: value})
  );
  const transplant = el("input", {type: "checkbox", "data-testid": "transplant"});
  transplant.addEventListener("change", () => change({transplant: transplant.checked ? "td" : ""}));
  const by = el("select", {"data-testid": "effect-by"});
  by.addEventListener("change", () => change({by: by.value}));
  const list = el("ul", {class: "model-terms", "aria-label": "Covariates"});
  const add = comboBox({
    label: "Add a covariate",
    placeholder: `Add a covariate: age, ${site.alterations.length > 0 ? site.alterations[0].name : "sex"} …`,
    options: [...variables.values()]
      .filter(({knownAt}) => knownAt !== "transplant")
      .map(({column, label, theme}) => ({code: column, label, hint: theme})),
    pick: (column) => {
      const variable = variables.get(column);
      if (variable === undefined || request === undefined) return;
      if (request.terms.some((term) => term.column === column)) return;
      setTerms([...request.terms, plainTerm(variable)]);
    }
  });
  const hasTransplants = site.facets.some(
    ({variable, levels}) => variable === "hct" && levels.some(({code, n}) => code === "true" && n > 0)
  );
  const element = el(
    "div",
    {class: "model-controls"},
    controlRow(choice("Endpoint", endpoint), choice("Strata", strata), choice("Time starts", landmark)),
    list,
    add,
    controlRow(
      hasTransplants ? el("label", {class: "control check"}, transplant, "Transplantation, time-dependent") : null,
      choice("Effect by subgroup of", by)
    )
  );
  return {
    element,
    show(shownEndpoint, shown) {
      request = shown;
      endpoint.value = shownEndpoint;
      strata.value = shown.strata ?? noStrata;
      landmark.value = shown.landmark === null ? "" : String(shown.landmark);
      transplant.checked = shown.transplant;
      const inModel = shown.terms.flatMap(({column}) => {
        const variable = variables.get(column);
        return variable?.levels.length === 2 ? [variable] : [];
      });
      fill(
        by,
        el("option", {value: ""}, "nothing"),
        ...inModel.map(({column, label}) => el("option", {value: column}, label))
      );
      by.value = shown.by ?? "";
      const held = [...list.children].findIndex((item) => item.contains(document.activeElement));
      fill(list, ...shown.terms.map((term) => termItem(term, variables.get(term.column)!, shown.terms, setTerms)));
      // Who works with the keyboard stays in the list.
      if (held >= 0) list.children[Math.min(held, list.children.length - 1)]?.querySelector("select")?.focus();
    }
  };
}

/** A covariate of the list: its name, how it enters, and a button that takes it out. */
function termItem(
  term: ModelTerm,
  variable: ModelVariable,
  all: readonly ModelTerm[],
  setTerms: (terms: readonly ModelTerm[]) => void
): HTMLElement {
  const {label} = variable;
  const options =
    variable.kind === "number"
      ? termForms
          .filter((form) => form !== "log2" || variable.positive)
          .map((form) => [form, form === "linear" ? `linear, ${perStep(variable)}` : formWords[form]] as const)
      : variable.levels.map(({code, label: words}) => [code, `against ${words}`] as const);
  const form = el(
    "select",
    {"aria-label": `${label}: ${variable.kind === "number" ? "form" : "reference"}`, "data-term": term.column},
    ...options.map(([value, words]) => el("option", {value}, words))
  );
  const usual = variable.usualReference ?? variable.levels.at(0)?.code ?? "";
  form.value = term.form ?? term.reference ?? usual;
  form.addEventListener("change", () => {
    const chosen = termForms.find((d) => d === form.value);
    const changed: ModelTerm =
      variable.kind === "number"
        ? {...term, form: chosen ?? "linear"}
        : {...term, reference: form.value === usual ? null : form.value};
    setTerms(all.map((d) => (d === term ? changed : d)));
  });
  const remove = el(
    "button",
    {type: "button", class: "quiet", onclick: () => setTerms(all.filter((d) => d !== term))},
    el("span", {"aria-hidden": "true"}, "×"),
    el("span", {class: "visually-hidden"}, `Take ${label} out of the model`)
  );
  return el("li", {"data-term": term.column}, el("span", {class: "term-name"}, label), form, remove);
}

function perStep({step, unit}: ModelVariable): string {
  const words = unitText(unit);
  return `per ${step >= 1000 ? formatCount(step) : plainNumber(step)}${words === "" ? "" : ` ${words}`}`;
}
