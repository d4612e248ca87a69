import type {SetKey} from "../../../src/model/report.js";

/** The clauses of a set's key; none for everybody. */
export function clausesOf(key: SetKey): string[] {
  return key === "all" ? [] : key.split(" & ");
}

/** A key without the clauses that only say whether a variable is known: these tell no outcome. */
export function decidedPart(key: SetKey): SetKey {
  const clauses = clausesOf(key).filter((clause) => !/(=(known|unknown)|:followed)$/u.test(clause));
  return clauses.length === 0 ? "all" : clauses.join(" & ");
}

/**
 * Whether a key has a clause of one of the attributes: the name of a variable, an endpoint's state as `OS:event`, or
 * either with `*` for any text.
 */
export function namesAny(key: SetKey, attributes: readonly string[]): boolean {
  return clausesOf(key).some((clause) => attributes.some((attribute) => isOf(clause, attribute)));
}

/**
 * Whether everybody who meets all of `clauses` meets `clause` by its words alone: it is among them, or one of them names
 * fewer levels of its variable.
 */
export function follows(clause: string, clauses: readonly string[]): boolean {
  if (clauses.includes(clause)) return true;
  const endpoint = /^(.+):followed$/u.exec(clause);
  if (endpoint !== null) return clauses.some((other) => other.startsWith(`${endpoint[1]}:`));
  const [name, levels] = parts(clause);
  return clauses.some((other) => {
    const [otherName, otherLevels] = parts(other);
    if (otherName !== name || otherLevels === undefined || levels === undefined) return false;
    if (levels === "known") return true;
    const wider = levels.split("|");
    return otherLevels.split("|").every((level) => wider.includes(level));
  });
}

function isOf(clause: string, attribute: string): boolean {
  const [name] = parts(clause);
  const pattern = attribute.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`, "u").test(name.replace(/<=\d+$/u, ""));
}

function parts(clause: string): [name: string, levels: string | undefined] {
  const at = clause.indexOf("=");
  if (at < 0 || clause[at - 1] === "<") return [clause, undefined];
  return [clause.slice(0, at), clause.slice(at + 1)];
}
