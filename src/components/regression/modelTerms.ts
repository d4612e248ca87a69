/** How a number enters a model: as it is, as its logarithm, or as a restricted cubic spline with 3 to 5 knots. */
export const termForms = ["linear", "log2", "rcs3", "rcs4", "rcs5"] as const;
export type TermForm = (typeof termForms)[number];

/** A covariate of a model. */
export interface ModelTerm {
  readonly column: string;
  /** Null for a factor. */
  readonly form: TermForm | null;
  /** Code of a factor's reference level; null: its usual one. */
  readonly reference: string | null;
}

/** What the terms of an address are checked against. */
export interface TermVariable {
  readonly column: string;
  readonly kind: "number" | "category";
  readonly levels: readonly {readonly code: string}[];
  /** True where every value is above 0, so that a logarithm can be taken. */
  readonly positive: boolean;
}

/** Number of knots of a spline; 0 for the other forms. */
export function knotCount(form: TermForm | null): number {
  return form?.startsWith("rcs") === true ? Number(form.slice(3)) : 0;
}

/** The terms as the text of an address: `age_years~rcs4,sex~ref.male,NPM1`. */
export function formatTerms(terms: readonly ModelTerm[]): string {
  return terms
    .map(({column, form, reference}) => {
      if (form !== null && form !== "linear") return `${column}~${form}`;
      return reference === null ? column : `${column}~ref.${reference}`;
    })
    .join(",");
}

/** The terms of an address, with what of it could not be understood. Nothing makes this throw. */
export function parseTerms(
  text: string,
  variables: ReadonlyMap<string, TermVariable>
): {readonly terms: ModelTerm[]; readonly problems: string[]} {
  const terms: ModelTerm[] = [];
  const problems: string[] = [];
  for (const part of text.split(",").filter((d) => d !== "")) {
    const [column, modifier = null] = part.split("~", 2);
    const variable = variables.get(column);
    if (variable === undefined) {
      problems.push(`unknown covariate: ${column.slice(0, 40)}`);
      continue;
    }
    if (terms.some((term) => term.column === column)) continue;
    const term = termOf(variable, modifier);
    if (term === null) problems.push(`unknown form of ${column}: ${(modifier ?? "").slice(0, 40)}`);
    terms.push(term ?? plainTerm(variable));
  }
  return {terms, problems};
}

/** A variable as it enters a model unless the reader says otherwise. */
export function plainTerm({column, kind}: Pick<TermVariable, "column" | "kind">): ModelTerm {
  return {column, form: kind === "number" ? "linear" : null, reference: null};
}

function termOf(variable: TermVariable, modifier: string | null): ModelTerm | null {
  if (modifier === null) return plainTerm(variable);
  const {column, kind, levels, positive} = variable;
  if (kind === "number") {
    const form = termForms.find((d) => d === modifier);
    return form === undefined || (form === "log2" && !positive) ? null : {column, form, reference: null};
  }
  const reference = levels.find(({code}) => modifier === `ref.${code}`)?.code;
  return reference === undefined ? null : {column, form: null, reference};
}
