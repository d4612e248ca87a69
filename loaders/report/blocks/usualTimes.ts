import {daysOfYears} from "./survivalResult.js";

/** Years at which survival is read off unless a declaration says otherwise. */
export const usualYears: readonly number[] = [1, 3, 5];

/** The same in days: an analysis whose estimates at times are not shown is made with them, so that it is that of the figure beside it. */
export const usualTimes: readonly number[] = daysOfYears(usualYears);
