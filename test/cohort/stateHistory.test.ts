import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {stateHistory} from "../../src/cohort/stateHistory.js";

describe("stateHistory", () => {
  it("goes back and forward, and forgets what was undone once something new is done", () => {
    const history = stateHistory("a");
    expect([history.canUndo, history.canRedo, history.undo(), history.redo()]).toEqual([
      false,
      false,
      undefined,
      undefined
    ]);
    history.push("b");
    history.push("c");
    expect([history.undo(), history.undo(), history.undo()]).toEqual(["b", "a", undefined]);
    expect(history.redo()).toBe("b");
    history.push("d");
    expect(history.canRedo).toBe(false);
    expect(history.undo()).toBe("b");
  });

  it("keeps no more states than its depth", () => {
    const history = stateHistory(0, 3);
    for (let i = 1; i <= 10; ++i) history.push(i);
    const back = [history.undo(), history.undo(), history.undo(), history.undo()];
    expect(back).toEqual([9, 8, 7, undefined]);
  });

  it("is where it was after as many steps forward as back", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat({max: 5}), (states, steps) => {
        const history = stateHistory(-1);
        states.forEach((state) => history.push(state));
        const back = Array.from({length: steps}, () => history.undo()).filter((d) => d !== undefined).length;
        let last = states.at(-1) ?? -1;
        for (let i = 0; i < back; ++i) last = history.redo()!;
        expect(last).toBe(states.at(-1) ?? -1);
        expect(history.canRedo).toBe(false);
      })
    );
  });
});
