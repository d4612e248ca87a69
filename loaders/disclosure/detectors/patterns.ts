/** A kind of identifier that a text may hold. */
export interface Detector {
  readonly kind: string;
  /** Finds it anywhere in a text. */
  readonly pattern: RegExp;
}

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const month = String.raw`(?:0?[1-9]|1[0-2])`;
const year = String.raw`(?:1[89]|20)\d\d`;
const anyYear = String.raw`(?:${year}|\d\d)`;
/** Month names of the languages of the partners, by their first letters. */
const monthName = String.raw`(?:jan|feb|m[aä]r|mrt|maa|mar|apr|avr|ma[iyj]|me[iï]|jun|juin|jul|juil|aug|ao[uû]|sep|o[ck]t|nov|de[czs]|dez)[a-zäöüéûï]{0,8}`;
const edge = String.raw`(?<![\p{L}\d])`;
const end = String.raw`(?![\p{L}\d])`;
/** Letters of a name after its capital. */
const name = String.raw`\p{Lu}[\p{L}'’-]{1,40}`;

/** A pattern between word edges, of any case. */
function words(source: string, flags = "iu"): RegExp {
  return new RegExp(`${edge}(?:${source})${end}`, flags);
}

/**
 * What may never be in a text of a release, whatever the text is about. Dates are taken in the spellings of the partners'
 * languages: 2019-03-17, 17.3.2019, 17/03/19, 20190317, 17. März 2019, Mar 17, 2019, 17MAR2019.
 */
export const identifiers: readonly Detector[] = [
  {kind: "date", pattern: words(String.raw`${year}([-./])${month}\1${day}(?:[T ]\d\d:\d\d\S*)?`)},
  {kind: "date", pattern: words(String.raw`${day}([-./])\s?${month}\1\s?${anyYear}`)},
  {kind: "date", pattern: words(String.raw`${month}\/${day}\/${anyYear}`)},
  {kind: "date", pattern: words(String.raw`${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`)},
  {kind: "date", pattern: words(String.raw`${day}(?:st|nd|rd|th)?[.\s-]{0,2}${monthName}\.?[\s,-]{0,2}${anyYear}`)},
  {kind: "date", pattern: words(String.raw`${monthName}\.?\s${day}(?:st|nd|rd|th)?,?\s${year}`)},
  {kind: "date", pattern: words(String.raw`${monthName}\.?\s${year}(?!\s?[;:])`)},
  {
    kind: "e-mail address",
    pattern: /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\d-]{1,63}\.[\p{L}\d]/iu
  },
  {kind: "telephone number", pattern: /(?<!\d)(?:\+|00)\d{2}[\s()/-]?\d[\d\s()/-]{6,20}\d/u},
  {
    kind: "name",
    pattern: words(
      String.raw`(?:Dr|Prof|Herrn?|Frau|Hr|Fr|Mr|Mrs|Ms|Miss|Dhr|Mevr|Mevrouw|Mme|Mlle|Sig|Sra|Pat)\b\.?(?:\s(?:med|rer|nat|Dr|von|van|de|der)\b\.?)*\s${name}`,
      "u"
    )
  },
  {
    kind: "record number",
    pattern:
      /(?<![\p{L}\d])(?:MRN|NHS|SSN|BSN|KVNR|PID|pat(?:ient|ienten|iënt)?[-\s.]?(?:nr|no|num(?:ber|mer)?|id)|fall[-\s]?(?:nr|nummer)|case[-\s]?(?:no|number|id)|accession(?:[-\s]?(?:no|number))?|record[-\s]?(?:no|number)|subjid|usubjid)\W{0,3}[A-Z]{0,3}\d{3,}/iu
  },
  // Trial, centre and subject, as trials number their patients.
  {kind: "record number", pattern: /(?<![\p{L}\d])[A-Z0-9]{4,20}-\d{3,5}-\d{3,}/u},
  {kind: "source key", pattern: /(?<![\p{L}\d])[A-Za-z]\w{0,40}-[0-9a-f]{16}(?![\p{L}\d])/u},
  {
    kind: "identifier",
    pattern:
      /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])|(?<![\p{L}\d])(?=[a-f]{0,40}\d)(?=\d{0,40}[a-f])[0-9a-f]{16,}/iu
  },
  {
    kind: "karyotype",
    pattern:
      /(?<![\d.])(?:\d{2}(?:[~-]\d{2})?|\d{2}\(\d?n\)),\s?(?:idem|[XY?]{1,4}(?:c|\b))(?:\s?[,[/]|\s?$)|\bnuc\s?ish|\bish\s[a-z]{1,12}\(|\(\d{1,2};\d{1,2}\)\([pq]\d{2}(?:\.\d+)?;[pq]\d{2}|\)\([pq]\d{2}(?:\.\d+)?\s?[pq]\d{2}|\b(?:del|add|dup|inv|der|ins)\(\d{1,2}\)\([pq]\d+/iu
  }
];

/** A long run of digits: a number of a record, where no number of that length is declared. */
export const longNumber: Detector = {kind: "long number", pattern: /(?<![\p{L}\d.,])\d{7,}(?![\p{L}\d])/u};

/** A value as messages may show it: its letters and digits by what they are, cut to 40 characters. */
export function shapeOf(value: string): string {
  const shape = value
    .replaceAll(/[\p{Lu}\p{Lt}]/gu, "A")
    .replaceAll(/(?!A)\p{L}/gu, "a")
    .replaceAll(/\p{N}/gu, "9")
    .replaceAll(/\s+/gu, " ");
  return shape.length > 40 ? `${shape.slice(0, 40)}…` : shape;
}
