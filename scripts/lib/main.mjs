/**
 * Runs a script's main function; an error becomes one line on stderr and the exit code it carries (1 if none).
 * DEBUG shows the stack.
 *
 * @param {() => Promise<number | void>} main resolves to the exit code, 0 if nothing
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    // A child process that failed has said why itself; its error comes without a message.
    if (process.env.DEBUG) console.error(error);
    else if (error.message) console.error(error.message);
    process.exitCode = error.exitCode ?? 1;
  }
}

/** An error of usage: exit code 2. */
export class UsageError extends Error {
  exitCode = 2;
}
