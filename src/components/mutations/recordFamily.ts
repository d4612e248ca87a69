import {canonicalFilter} from "../../cohort/canonicalFilter.js";
import {formatFilter} from "../../cohort/filterUrl.js";
import {familyP} from "../../cohort/ledger/familyP.js";
import {lookKey} from "../../cohort/ledger/lookKey.js";
import {probabilityText} from "../../charts/coMutationMatrix.js";
import type {ViewContext} from "../explorer.js";
import type {PageState} from "../pageState.js";

/** A figure's tests, looked at together. */
export interface Family {
  /** Kind of figure. */
  readonly page: string;
  /** What is compared. */
  readonly grouping: string;
  readonly question: string;
  /** Name of the single test, from the function that ran. */
  readonly method: string;
  readonly ps: readonly (number | null)[];
}

/** Records the tests of a figure as one look, and says where it stands among all looks. */
export function recordFamily(
  {ledger, catalogue}: Pick<ViewContext, "ledger" | "catalogue">,
  state: PageState,
  {page, grouping, question, method, ps}: Family
): string {
  const params = formatFilter(canonicalFilter(state.filter, catalogue), catalogue.releaseId);
  params.delete("release");
  const p = familyP(ps);
  const tests = ps.filter((value) => value !== null).length;
  const {position, looks, q} = ledger.record({
    key: lookKey({page, endpoint: null, grouping, filter: params.toString(), method}),
    question,
    method: `Simes’ p of ${tests} tests: ${method}`,
    p,
    prespecified: null
  });
  const over = q === null ? "" : `; over all looks ${probabilityText("q", q)}`;
  return `The figure as a whole is look ${position} of ${looks} in this browser${over}.`;
}
