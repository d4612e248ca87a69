import {describe, expect, it} from "vitest";
import {latest, superseded} from "../../src/cohort/latest.js";

/** A promise that the test settles. */
function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return {promise, resolve, reject};
}

describe("latest", () => {
  it("gives the result of a single call", async () => {
    expect(await latest((x: number) => Promise.resolve(x * 2))(21)).toBe(42);
  });

  it("drops the result of a call that a later one overtook", async () => {
    const first = deferred<string>();
    const run = latest((x: Promise<string>) => x);
    const a = run(first.promise);
    const b = run(Promise.resolve("b"));
    first.resolve("a");
    expect(await a).toBe(superseded);
    expect(await b).toBe("b");
  });

  it("runs one at a time, and of those that waited only the last", async () => {
    const started: number[] = [];
    const gates = [deferred<undefined>(), deferred<undefined>(), deferred<undefined>()];
    const run = latest(async (i: number) => {
      started.push(i);
      await gates[i].promise;
      return i;
    });
    const results = [run(0), run(1), run(2)];
    await Promise.resolve();
    expect(started).toEqual([]);
    gates.forEach((gate) => gate.resolve(undefined));
    expect(await Promise.all(results)).toEqual([superseded, superseded, 2]);
    expect(started).toEqual([2]);
  });

  it("throws the error of the latest call and drops that of an overtaken one", async () => {
    const first = deferred<string>();
    const run = latest((x: Promise<string>) => x);
    const a = run(first.promise);
    await Promise.resolve();
    await Promise.resolve();
    const b = run(Promise.reject(new Error("second")));
    first.reject(new Error("first"));
    expect(await a).toBe(superseded);
    await expect(b).rejects.toThrow("second");
    expect(await run(Promise.resolve("again"))).toBe("again");
  });
});
