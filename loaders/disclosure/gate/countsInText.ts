/** A number that counts somebody, by the words beside it. */
const counting =
  /(\d[\d  ]*)(?:\s+(?:more|other|further|of these|of them))?\s+(?:patients?|persons?|people|women|men|events?|deaths?|died|relapses?|relapsed|censored|cases?|records?|individuals?)\b|\bn\s*=\s*(\d[\d  ]*)/giu;
const fraction = /(\d[\d  ]*)\s*(?:\/|of|out of)\s*(\d[\d  ]*)/giu;

/** Numbers of patients or events in a text, by the words beside them, as digits; also those of fractions such as 12/40. */
export function countsIn(text: string, {fractions = true}: {readonly fractions?: boolean} = {}): string[] {
  return [counting, ...(fractions ? [fraction] : [])].flatMap((pattern) =>
    [...withoutThousands(text).matchAll(pattern)].flatMap((match) =>
      match.slice(1).flatMap((number) => (number === undefined ? [] : [number.replace(/\D/gu, "")]))
    )
  );
}

/** A text with its thousands as digits alone: "2,933 patients" are not 933. */
export function withoutThousands(text: string): string {
  return text.replace(/(?<=\d),(?=\d{3}(?!\d))/gu, "");
}
