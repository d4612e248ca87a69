import {parseArgs} from "node:util";
import {UsageError} from "./main.mjs";

/**
 * Options of a command line; prints the usage and ends the process if asked for help.
 *
 * @param {Record<string, {type: "string" | "boolean", short?: string}>} options as `parseArgs` takes them
 * @param {string} usage
 * @returns {Record<string, string | boolean | undefined>}
 * @throws {UsageError} on an unknown option or a missing value
 */
export function readOptions(options, usage) {
  let values;
  try {
    ({values} = parseArgs({options: {...options, help: {type: "boolean", short: "h"}}}));
  } catch (error) {
    throw new UsageError(`${error.message}\n${usage}`);
  }
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  return values;
}

/**
 * A port number.
 *
 * @param {string | undefined} text
 * @returns {number | undefined} undefined if not given
 * @throws {UsageError} if it is none
 */
export function readPort(text) {
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new UsageError(`invalid port: ${text}`);
  return port;
}
