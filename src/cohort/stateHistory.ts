/** States that can be gone back to, and forward again. */
export interface StateHistory<T> {
  /** A new state after the present one; what had been undone is gone. */
  push(state: T): void;
  /** The state before the present one, which it becomes; undefined if there is none. */
  undo(): T | undefined;
  /** The state that was undone last; undefined if there is none. */
  redo(): T | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/**
 * A history of states that begins with one.
 *
 * @param depth states that are kept to go back to
 */
export function stateHistory<T>(first: T, depth = 200): StateHistory<T> {
  let past: readonly T[] = [];
  let present = first;
  let future: readonly T[] = [];
  return {
    push(state) {
      past = [...past, present].slice(-depth);
      present = state;
      future = [];
    },
    undo() {
      const before = past.at(-1);
      if (past.length === 0) return undefined;
      future = [present, ...future];
      past = past.slice(0, -1);
      present = before as T;
      return present;
    },
    redo() {
      if (future.length === 0) return undefined;
      past = [...past, present];
      [present, ...future] = future as [T, ...T[]];
      return present;
    },
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    }
  };
}
