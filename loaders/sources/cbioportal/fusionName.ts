/** The name of a fusion, the same whichever gene comes first: `CBFB::MYH11`; `KMT2A::` if only one gene is told. */
export function fusionName(first: string, second?: string): string {
  if (second === undefined || second === first) return `${first}::`;
  if (isAnyPartner(second) || first < second) return `${first}::${second}`;
  return `${second}::${first}`;
}

/** Whether a gene of a fusion that a mapping names stands for any. */
export function isAnyPartner(gene: string | undefined): boolean {
  return gene === "*";
}
