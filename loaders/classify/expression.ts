/** Three-valued truth; null = not known. */
export type Truth = boolean | null;

/** A condition ready to be evaluated on what each variable may still be. */
export type Expression =
  /** The variable has one of these values (bits). */
  | {readonly kind: "among"; readonly variable: number; readonly values: number}
  /** Read as given while it is not known. */
  | {readonly kind: "presumed"; readonly is: boolean; readonly of: Expression}
  | {readonly kind: "not"; readonly of: Expression}
  | {readonly kind: "count"; readonly least: number; readonly most: number; readonly of: readonly Expression[]};

/**
 * Truth of an expression by Kleene's strong three-valued logic.
 *
 * @param values bits of the values that each variable may have; one bit = known
 * @param presuming takes what the rule table presumes for what is not known
 */
export function truthOf(expression: Expression, values: ArrayLike<number>, presuming: boolean): Truth {
  switch (expression.kind) {
    case "among": {
      const may = values[expression.variable];
      const inside = may & expression.values;
      if (inside === may) return true;
      return inside === 0 ? false : null;
    }
    case "presumed": {
      const truth = truthOf(expression.of, values, presuming);
      return truth === null && presuming ? expression.is : truth;
    }
    case "not": {
      const truth = truthOf(expression.of, values, presuming);
      return truth === null ? null : !truth;
    }
    case "count": {
      let found = 0;
      let open = 0;
      for (const part of expression.of) {
        const truth = truthOf(part, values, presuming);
        if (truth === true) ++found;
        else if (truth === null) ++open;
      }
      if (found > expression.most || found + open < expression.least) return false;
      return found >= expression.least && found + open <= expression.most ? true : null;
    }
  }
}

/** Variables that an expression stands on, each once, in the order written. */
export function variablesOf(expression: Expression, into = new Set<number>()): Set<number> {
  if (expression.kind === "among") into.add(expression.variable);
  else if (expression.kind !== "count") variablesOf(expression.of, into);
  else for (const part of expression.of) variablesOf(part, into);
  return into;
}
