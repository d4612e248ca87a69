/** What a number in a SAS dataset stands for: itself, or a moment counted from 1960. */
export type NumberMeaning = "number" | "date" | "datetime" | "time";

/**
 * Display formats that say a number is a moment, without width and decimals. Those that show only a part of it (its
 * year, its quarter, the name of its weekday) are read as the moment too.
 */
const formats: Readonly<Record<Exclude<NumberMeaning, "number">, string>> = {
  date: `DATE DAY MONTH YEAR MONYY YYMM YYMON YYQ QTR WEEKDAY DOWNAME MONNAME WORDDATE WORDDATX WEEKDATE WEEKDATX
    DDMMYY MMDDYY YYMMDD JULIAN E8601DA B8601DA IS8601DA NLDATE EURDFDE EURDFDD`,
  datetime: `DATETIME DATEAMPM DTDATE DTMONYY DTYEAR MDYAMPM YMDDTTM E8601DT B8601DT E8601DZ B8601DZ E8601DX B8601DX
    E8601DN B8601DN IS8601DT IS8601DZ IS8601DN NLDATM EURDFDT`,
  time: `TIME TIMEAMPM TOD HHMM HOUR MMSS E8601TM B8601TM E8601TZ B8601TZ IS8601TM IS8601TZ NLTIME`
};

const meanings = new Map(
  Object.entries(formats).flatMap(([meaning, names]) =>
    names.split(/\s+/).map((name) => [name, meaning as NumberMeaning] as const)
  )
);

/** `DDMMYYB`, `MMDDYYC`, `YYMMDDN` … differ in the sign between the parts only. */
const separated = /^(DDMMYY|MMDDYY|YYMMDD|YYMM|YYQ)[BCDNPS]$/;

/**
 * What a display format says of the numbers of a column: `DATE9.`, `E8601DA.` and `YYMMDD10` mean dates; no format, or one
 * that is not known as that of a moment, means numbers.
 */
export function numberMeaning(format: string | undefined): NumberMeaning {
  const [, name] = /^([A-Z][A-Z0-9_]*?)\d*(?:\.\d*)?$/.exec((format ?? "").trim().toUpperCase()) ?? [];
  if (name === undefined) return "number";
  return meanings.get(name) ?? meanings.get(name.replace(separated, "$1")) ?? "number";
}
