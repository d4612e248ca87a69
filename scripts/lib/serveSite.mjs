import {startServer} from "./server.mjs";
import {UsageError} from "./main.mjs";

/** First port tried, and how many after it, if none is asked for. */
const usualPort = 3000;
const attempts = 50;

/**
 * Serves a folder until the process is interrupted, and says where.
 *
 * @param {{folder: string, port?: number}} options port: exactly this one; else the first free one from 3000
 * @returns {Promise<void>} resolves after an interruption
 * @throws {UsageError} if the port asked for is in use
 */
export async function serveSite({folder, port}) {
  const server = await open(folder, port);
  const interrupted = new Promise((resolve) => {
    // Not once: npm passes on the signal that the terminal has sent already, and the second must not kill.
    process.on("SIGINT", resolve);
    process.on("SIGTERM", resolve);
  });
  console.log(`\n  ${server.address}\n\nCtrl-C stops it.`);
  await interrupted;
  await server.close();
}

async function open(folder, port) {
  for (let candidate = port ?? usualPort; ; ++candidate) {
    try {
      return await startServer({folder, port: candidate});
    } catch (error) {
      if (error.code === "EADDRINUSE" && port === undefined && candidate < usualPort + attempts) continue;
      if (error.code === "EADDRINUSE") throw new UsageError(`port in use: ${candidate}`);
      if (error.code === "EACCES") throw new UsageError(`port not allowed: ${candidate}`);
      throw error;
    }
  }
}
