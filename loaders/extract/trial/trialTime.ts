/** Days in a mean year and month. */
export const daysPerYear = 365.25;
export const daysPerMonth = 30.4375;
