import {SourceError} from "../sourceError.js";
import type {ObservationsOptions} from "./observations.js";
import type {RecordStream} from "./recordStream.js";
import {recordLength} from "./recordStream.js";
import type {HeaderRecord, XptVersion} from "./xptHeader.js";
import {headerNames, headerRecord, takeHeader} from "./xptHeader.js";
import type {XptVariable} from "./xptVariable.js";
import {observationLength, readLongLabels, readVariables} from "./xptVariable.js";

/** A dataset of a transport file, up to its observations. */
export interface XptMember extends ObservationsOptions {
  readonly name: string;
  readonly label: string;
  readonly variables: readonly XptVariable[];
}

/**
 * Reads the headers of a member and the descriptions of its variables; the observations follow.
 *
 * @throws {SourceError} on a header that is missing or damaged, or a name that several variables have
 */
export async function readMember(
  stream: RecordStream,
  version: XptVersion,
  decode: (bytes: Buffer) => string
): Promise<XptMember> {
  const {file} = stream;
  const header = await takeHeader(stream, headerNames.member[version]);
  const size = Number(header.rest.slice(25, 30));
  if (size !== 140 && size !== 136) {
    const value = header.rest.slice(25, 30);
    throw new SourceError("length of a variable's description", {file, value, expected: "140 or 136"});
  }
  await takeHeader(stream, headerNames.descriptor[version]);
  const first = await stream.take(recordLength, "the header of a member");
  const second = await stream.take(recordLength, "the header of a member");
  const text = (bytes: Buffer): string => decode(bytes).replace(/[ \0]+$/, "");
  const name = text(first.subarray(8, version === 8 ? 40 : 16));
  const label = text(second.subarray(32, 72));
  const described = await takeHeader(stream, headerNames.variables[version]);
  let variables = await readVariables(stream, version, described, size, decode);
  const next = headerRecord(await stream.peek(recordLength));
  if (version === 8 && (next?.name === "LABELV8" || next?.name === "LABELV9")) {
    stream.skip(recordLength);
    variables = await readLongLabels(stream, next, variables, decode);
  }
  const observations = await takeHeader(stream, headerNames.observations[version]);
  const seen = new Set<string>();
  for (const {name: column} of variables) {
    if (seen.has(column)) throw new SourceError("two variables of this name", {file, column});
    seen.add(column);
  }
  const length = observationLength(file, variables);
  return {name, label, variables, length, count: version === 8 ? countOf(observations) : undefined};
}

/** The number of observations in the first 15 characters; some writers leave them blank or all zero. */
function countOf({rest}: HeaderRecord): number | undefined {
  if (/^0{30}/.test(rest)) return undefined;
  const [, digits] = /^ *(\d+)$/.exec(rest.slice(0, 15)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
