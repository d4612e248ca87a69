/** Codes of the vocabulary `flowStage` that count who is still there; at the others somebody leaves. */
export const flowStages: ReadonlySet<string> = new Set([
  "rows_received",
  "patients",
  "patients_unique",
  "patients_analysed"
]);
