import type {AuditRule} from "./auditRule.js";
import {curvesRule} from "./rules/curvesRule.js";
import {differencesRule} from "./rules/differencesRule.js";
import {hiddenCountsRule} from "./rules/hiddenCountsRule.js";
import {homogeneityRule} from "./rules/homogeneityRule.js";
import {identifiersRule} from "./rules/identifiersRule.js";
import {manifestRule} from "./rules/manifestRule.js";
import {microdataRule} from "./rules/microdataRule.js";
import {modelsRule} from "./rules/modelsRule.js";
import {percentagesRule} from "./rules/percentagesRule.js";
import {rareCombinationsRule} from "./rules/rareCombinationsRule.js";
import {riskRule} from "./rules/riskRule.js";
import {signOffRule} from "./rules/signOffRule.js";
import {simulatedRule} from "./rules/simulatedRule.js";
import {siteRule} from "./rules/siteRule.js";
import {suppressionRule} from "./rules/suppressionRule.js";

/** The rules of the audit, R1 to R15, in order. */
export const auditRules: readonly AuditRule[] = [
  manifestRule,
  identifiersRule,
  riskRule,
  suppressionRule,
  hiddenCountsRule,
  differencesRule,
  curvesRule,
  modelsRule,
  percentagesRule,
  homogeneityRule,
  microdataRule,
  siteRule,
  rareCombinationsRule,
  simulatedRule,
  signOffRule
];
