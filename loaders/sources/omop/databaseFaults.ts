import {SourceError} from "../sourceError.js";

/** Runs something at a database on behalf of a table; what goes wrong is a fault of the source. */
export type Failed = <T>(file: string, run: () => Promise<T>) => Promise<T>;

/** Turns what goes wrong into faults of the source that hold neither the password nor the driver's error. */
export function databaseFaults(url: string, password: string | undefined): Failed {
  const secrets = [password, ...passwordsIn(url)].filter((d): d is string => d !== undefined && d !== "");
  const redact = (text: string): string =>
    [...secrets, ...secrets.map(encodeURIComponent)].reduce((said, secret) => said.replaceAll(secret, "•••"), text);
  return async (file, run) => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof SourceError) throw error;
      const {message, code} = error as {readonly message?: string; readonly code?: string};
      const said = [message, code].find((d) => d !== undefined && d !== "") ?? "no reason given";
      // Without the cause, which may hold what is taken out here.
      throw new SourceError(redact(`the database says: ${said}`), {file});
    }
  };
}

/** Passwords that a connection string holds, as written and decoded. */
function passwordsIn(url: string): string[] {
  if (!URL.canParse(url)) return [url];
  const {password, searchParams} = new URL(url);
  const found = [password, searchParams.get("password") ?? ""];
  return found.flatMap((written) => [written, safelyDecoded(written)]);
}

function safelyDecoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
