/** What a hybridisation shows of a probe: a number of signals, or signals that came together (`con`) or apart (`sep`). */
interface Signal {
  readonly probe: string;
  readonly copies: number | null;
}

const apart = (signal: Signal): boolean => /\bsep\b/i.test(signal.probe);
const together = (signal: Signal): boolean => /\bcon\b/i.test(signal.probe);
const copies =
  (n: number) =>
  (signal: Signal): boolean =>
    signal.copies === n && !apart(signal) && !together(signal);

/** Lesions by the probe that shows them, and what it then shows. */
const lesions: readonly (readonly [flag: string, probe: RegExp, shown: (signal: Signal) => boolean])[] = [
  ["t_8_21", /\b(?:RUNX1T1|ETO)\b/i, together],
  ["t_15_17", /\bPML\b/i, together],
  ["t_9_22", /\bBCR\b/i, together],
  ["inv16", /\bCBFB\b/i, apart],
  ["kmt2a_other", /\b(?:MLL|KMT2A)\b/i, apart],
  ["del5q", /\b(?:EGR1|CSF1R|D5S\d+)\b/i, copies(1)],
  ["minus7", /\b(?:D7Z1|CEP7)\b/i, copies(1)],
  ["del7q", /\bD7S\d+\b/i, copies(1)],
  ["abn17p", /\bTP53\b/i, copies(1)],
  ["gain8", /\b(?:D8Z2|CEP8)\b/i, copies(3)]
];

/**
 * The lesions that the signals of a hybridisation by ISCN tell: `(TP53x1)[66/200]`, `(RUNX1T1,RUNX1)x3(RUNX1T1 con
 * RUNX1x2)`. Two signals of each probe are a normal result and tell none.
 *
 * @param statement what follows `nuc ish`
 * @returns names of flags; null if the statement is not written by ISCN, as one in words
 */
export function ishSignals(statement: string): string[] | null {
  const all = signals(statement);
  if (!all.some((signal) => signal.copies !== null)) return null;
  const flags = lesions.flatMap(([flag, probe, shown]) =>
    all.some((signal) => probe.test(signal.probe) && shown(signal)) ? [flag] : []
  );
  // Where the centromere is lost too, the arm went with the chromosome.
  return flags.includes("minus7") ? flags.filter((flag) => flag !== "del7q") : flags;
}

function signals(statement: string): Signal[] {
  const written = /^\s?((?:\([^()]{1,80}\)(?:x\d)?,?){1,8})/.exec(statement)?.[1] ?? "";
  return [...written.matchAll(/\(([^()]*)\)(?:x(\d))?/g)].flatMap(([, inner, outer]) =>
    inner.split(",").map((text) => {
      const [, probe, own] = /^(.*?)(?:x(\d))?$/s.exec(text.trim())!;
      const n = own ?? outer;
      return {probe, copies: n === undefined ? null : Number(n)};
    })
  );
}
