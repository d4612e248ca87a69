/** What the keys do. */
export interface UndoKeyActions {
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Input types into which text is typed. */
const typed = new Set(["text", "search", "number", "email", "url", "tel", "password"]);

/** Undo by Ctrl+Z or ⌘Z, redo with Shift; not while text is typed, whose own undo that is, nor in a dialog. */
export function undoKeys({undo, redo}: UndoKeyActions): void {
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return typed.has(target.type);
  return (
    target instanceof HTMLTextAreaElement || target.isContentEditable || target.closest("dialog[open].saved") !== null
  );
}
