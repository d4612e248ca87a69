import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {unlessStalled} from "../../src/cohort/unlessStalled.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("unlessStalled", () => {
  it("gives what the work gives, and its error", async () => {
    expect(await unlessStalled(() => Promise.resolve(1), 100)).toBe(1);
    await expect(unlessStalled(() => Promise.reject(new Error("no")), 100)).rejects.toThrow("no");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("rejects after a silence", async () => {
    const result = unlessStalled(() => new Promise(() => undefined), 2000);
    const rejected = expect(result).rejects.toThrow("stalled: no progress for 2 s");
    await vi.advanceTimersByTimeAsync(2000);
    await rejected;
  });

  it("waits as long as there are signs of life", async () => {
    let finish!: (value: string) => void;
    let alive!: () => void;
    const result = unlessStalled((sign) => {
      alive = sign;
      return new Promise<string>((resolve) => (finish = resolve));
    }, 100);
    for (let i = 0; i < 10; ++i) {
      await vi.advanceTimersByTimeAsync(90);
      alive();
    }
    finish("done");
    expect(await result).toBe("done");
    alive();
    expect(vi.getTimerCount()).toBe(0);
  });
});
