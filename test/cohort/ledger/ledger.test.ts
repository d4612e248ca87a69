import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {browserStore, type KeyedStorage, memoryStore} from "../../../src/cohort/ledger/browserStore.js";
import {familyP} from "../../../src/cohort/ledger/familyP.js";
import {createLedger, type Look} from "../../../src/cohort/ledger/ledger.js";
import {lookKey} from "../../../src/cohort/ledger/lookKey.js";
import {adjustP} from "../../../src/stats/index.js";

const look = (key: string, p: number | null = 0.5): Look => ({
  key,
  question: `Does ${key} matter?`,
  method: "log-rank test",
  p,
  prespecified: null
});

const anyLooks = fc.array(
  fc.record({
    key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    p: fc.oneof(fc.double({min: 0, max: 1, noNaN: true}), fc.constant(null), fc.constant(NaN))
  }),
  {maxLength: 30}
);

function fakeStorage(fault?: () => void): KeyedStorage & {readonly held: Map<string, string>} {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem(key, value) {
      fault?.();
      held.set(key, value);
    }
  };
}

describe("createLedger", () => {
  it("counts distinct contrasts, tallies views, and keeps the order of first views", () => {
    fc.assert(
      fc.property(anyLooks, (views) => {
        const ledger = createLedger(memoryStore());
        const order: string[] = [];
        for (const {key, p} of views) {
          if (!order.includes(key)) order.push(key);
          const {position, looks} = ledger.record(look(key, p));
          expect(looks).toBe(order.length);
          expect(position).toBe(order.indexOf(key) + 1);
        }
        expect(ledger.entries().map((d) => d.key)).toEqual(order);
        expect(ledger.entries().reduce((sum, d) => sum + d.times, 0)).toBe(views.length);
      })
    );
  });

  it("adjusts over the finite p-values of all looks; one that is not finite spoils no other", () => {
    fc.assert(
      fc.property(anyLooks, (views) => {
        const ledger = createLedger(memoryStore());
        for (const {key, p} of views) ledger.record(look(key, p));
        const entries = ledger.entries();
        const finite = entries.filter((d) => d.p !== null);
        const q = adjustP(
          finite.map((d) => d.p!),
          "BH"
        );
        finite.forEach(({key, p}, i) => {
          const standing = ledger.standing(key)!;
          expect(standing.q).toBe(q[i]);
          expect(standing.q!).toBeGreaterThanOrEqual(p!);
        });
        for (const {key} of entries.filter((d) => d.p === null)) expect(ledger.standing(key)!.q).toBeNull();
      })
    );
  });

  it("gives the q-values of R's p.adjust", () => {
    const ledger = createLedger(memoryStore());
    // p.adjust(c(0.03, 0.2, 0.004, NA, 0.6), "BH"): 0.06, 0.26666…, 0.016, NA, 0.6
    [0.03, 0.2, 0.004, null, 0.6].forEach((p, i) => ledger.record(look(String(i), p)));
    const q = ledger.entries().map(({key}) => ledger.standing(key)!.q);
    [0.06, 0.266666666666667, 0.016, null, 0.6].forEach((expected, i) =>
      expected === null ? expect(q[i]).toBeNull() : expect(q[i]).toBeCloseTo(expected, 12)
    );
  });

  it("does not know a contrast that was not seen, and forgets all when cleared", () => {
    const ledger = createLedger(memoryStore());
    expect(ledger.standing("a")).toBeNull();
    ledger.record(look("a"));
    ledger.clear();
    expect(ledger.entries()).toEqual([]);
    expect(ledger.record(look("b"))).toEqual({position: 1, looks: 1, q: 0.5});
  });

  it("tells those who watch of every change until they stop", () => {
    const ledger = createLedger(memoryStore());
    const seen: number[] = [];
    const stop = ledger.watch(() => seen.push(ledger.entries().length));
    ledger.record(look("a"));
    ledger.record(look("a"));
    ledger.clear();
    stop();
    ledger.record(look("b"));
    expect(seen).toEqual([1, 1, 0]);
  });
});

describe("browserStore", () => {
  it("keeps the looks of a release from page to page, those of another release apart", () => {
    const storage = fakeStorage();
    createLedger(browserStore("one", () => storage)).record(look("a"));
    const second = createLedger(browserStore("one", () => storage));
    expect(second.record(look("a")).looks).toBe(1);
    expect(second.entries()).toEqual([{...look("a"), times: 2}]);
    expect(createLedger(browserStore("two", () => storage)).entries()).toEqual([]);
  });

  it("adds the looks of two open pages to one ledger", () => {
    const storage = fakeStorage();
    const pages = [0, 1].map(() => createLedger(browserStore("one", () => storage)));
    pages[0].record(look("a"));
    pages[1].record(look("b"));
    expect(pages[0].record(look("c"))).toMatchObject({position: 3, looks: 3});
  });

  it("counts on without the browser's storage and says so", () => {
    const storage = fakeStorage(() => {
      throw new Error("quota exceeded");
    });
    const ledger = createLedger(browserStore("one", () => storage));
    ledger.record(look("a"));
    expect(ledger.record(look("b")).looks).toBe(2);
    expect(ledger.problem()).toMatch(/refuses to keep the looks \(quota exceeded\)/);
    const denied = createLedger(
      browserStore("one", () => {
        throw new Error("denied");
      })
    );
    expect(denied.record(look("a")).looks).toBe(1);
    expect(denied.record(look("b")).looks).toBe(2);
    expect(denied.problem()).toMatch(/denied/);
  });

  it.each([
    "{",
    "null",
    '{"version":9,"entries":[]}',
    '{"version":1,"entries":[{"key":1}]}',
    '{"version":1,"entries":[{"key":"a","question":"","method":"","p":7,"prespecified":null,"times":1}]}'
  ])("leaves a ledger that it cannot read as it is until it is cleared: %s", (text) => {
    const storage = fakeStorage();
    storage.held.set("hemiola-looks:one", text);
    const ledger = createLedger(browserStore("one", () => storage));
    expect(ledger.record(look("a")).looks).toBe(1);
    expect(ledger.problem()).toMatch(/could not be read/);
    expect(storage.held.get("hemiola-looks:one")).toBe(text);
    ledger.clear();
    expect(ledger.problem()).toBeNull();
    ledger.record(look("a"));
    expect(createLedger(browserStore("one", () => storage)).entries()).toHaveLength(1);
  });
});

describe("lookKey", () => {
  it("is equal for equal contrasts and different for different ones", () => {
    const part = fc.oneof(fc.constant(null), fc.string({maxLength: 3}));
    const parts = fc.record({
      page: fc.string({maxLength: 3}),
      endpoint: part,
      grouping: part,
      filter: fc.string({maxLength: 3}),
      method: fc.string({maxLength: 3})
    });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(lookKey(a) === lookKey(b)).toBe(
          Object.keys(a).every((k) => a[k as keyof typeof a] === b[k as keyof typeof a])
        );
        expect(lookKey({...a})).toBe(lookKey(a));
      })
    );
  });
});

describe("familyP", () => {
  it("is the smallest q of the family", () => {
    expect(familyP([0.01, 0.04, null, 0.5])).toBeCloseTo(0.03, 12);
    expect(familyP([null, NaN])).toBeNull();
  });
});
