/**
 * Runs one step of a script, with a line when it starts and one when it has ended.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} run
 * @returns {Promise<T>} what the step gives
 */
export async function step(name, run) {
  const started = performance.now();
  console.error(`· ${name} …`);
  const result = await run();
  console.error(`· ${name} · ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
