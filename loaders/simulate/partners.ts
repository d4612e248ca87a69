import type {InjectedDefect} from "./defects/defectPlan.js";
import {simulateHovon} from "./hovon/simulateHovon.js";
import {simulateRatify} from "./ratify/simulateRatify.js";
import type {RawFile} from "./rawFile.js";
import {simulateAmlsg} from "./registry/simulateAmlsg.js";

/** A finding of quality control that the delivery must lead to: a defect put in, or a disagreement that the truth holds. */
export interface ExpectedFinding {
  /** Name of the rule, as in the table `findings`. */
  readonly rule: string;
  /** Raw file; null for checks over the harmonised tables. */
  readonly file: string | null;
  readonly n: number;
  /** What was put in and where, in words. */
  readonly because: string;
}

/** Records or values of one column that harmonisation must refuse. */
export interface ExpectedReject {
  readonly file: string;
  /** Null where the whole record is refused. */
  readonly column: string | null;
  readonly reason: string;
  readonly n: number;
}

/** What a simulated partner delivers, the truth behind it, and what quality control must find in it. */
export interface PartnerDelivery {
  readonly files: readonly RawFile[];
  readonly truth: object;
  /** Every finding of severity warning or error with a count above zero, and no other. */
  readonly expectedFindings: readonly ExpectedFinding[];
  readonly expectedRejects: readonly ExpectedReject[];
  /** The defects that were put in; none if not given. */
  readonly injected?: readonly InjectedDefect[];
}

/** Makes the delivery of one partner from its declared parameters. */
export type PartnerSimulator = (root: string, seed: number) => Promise<PartnerDelivery>;

/** The simulators, by the name that study files use. */
export const partners: Readonly<Record<string, PartnerSimulator>> = {
  AMLSG: simulateAmlsg,
  RATIFY: simulateRatify,
  HOVON: simulateHovon
};
