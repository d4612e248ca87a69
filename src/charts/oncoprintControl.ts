import type {CanvasFigure} from "./canvasFigure.js";
import {formatCount} from "./format.js";
import type {OncoprintLayout, OncoprintWindow} from "./oncoprint.js";

/** What the controls act on. */
export interface OncoprintView {
  readonly patients: number;
  readonly rows: number;
  readonly layout: OncoprintLayout;
  readonly describe: (patient: number, row: number | null) => string;
  readonly view: () => OncoprintWindow;
  /** Shows another part. */
  readonly look: (next: OncoprintWindow) => void;
}

/** Fewer patients than this are not zoomed into further. */
const closest = 20;

/** A window of so many patients about a place in the old one (0–1 of its width), within the patients there are. */
export function zoomed(
  {from, count}: OncoprintWindow,
  factor: number,
  about: number,
  patients: number
): OncoprintWindow {
  const next = Math.round(Math.max(Math.min(closest, patients), Math.min(patients, count * factor)));
  return within({from: Math.round(from + about * (count - next)), count: next}, patients);
}

/** A window moved by so many patients. */
export function moved({from, count}: OncoprintWindow, by: number, patients: number): OncoprintWindow {
  return within({from: from + Math.round(by), count}, patients);
}

function within({from, count}: OncoprintWindow, patients: number): OncoprintWindow {
  return {from: Math.max(0, Math.min(patients - count, from)), count};
}

/** Zoom and movement by keys, wheel with Ctrl and dragging; what is under the pointer is said below the figure. */
export function controlOncoprint(
  figure: CanvasFigure,
  {patients, rows, layout, describe, view, look}: OncoprintView
): void {
  const {pointer} = figure;
  const width = () => layout.right - layout.left;
  const placeOf = (event: MouseEvent) => {
    const box = pointer.getBoundingClientRect();
    const share = (event.clientX - box.left - layout.left) / width();
    const y = event.clientY - box.top;
    const row = Math.floor((y - layout.rowTop(0)) / (layout.rowTop(1) - layout.rowTop(0)));
    return {share, row: row >= 0 && row < rows ? row : null};
  };
  const sayWindow = () => {
    const {from, count} = view();
    const part = count === patients ? "all" : `${formatCount(from + 1)} to ${formatCount(from + count)} of`;
    figure.say(`Patients shown: ${part} ${formatCount(patients)}.`);
  };
  const go = (next: OncoprintWindow) => {
    look(next);
    sayWindow();
  };
  pointer.addEventListener("keydown", (event) => {
    const {count} = view();
    const actions: Record<string, () => OncoprintWindow> = {
      "+": () => zoomed(view(), 1 / 1.6, 0.5, patients),
      "=": () => zoomed(view(), 1 / 1.6, 0.5, patients),
      "-": () => zoomed(view(), 1.6, 0.5, patients),
      "0": () => ({from: 0, count: patients}),
      ArrowLeft: () => moved(view(), -count / 5, patients),
      ArrowRight: () => moved(view(), count / 5, patients),
      Home: () => moved(view(), -patients, patients),
      End: () => moved(view(), patients, patients)
    };
    if (event.ctrlKey || event.metaKey || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    go(actions[event.key]());
  });
  pointer.addEventListener(
    "wheel",
    (event) => {
      // A wheel alone scrolls the page.
      if (!event.ctrlKey) return;
      event.preventDefault();
      go(zoomed(view(), event.deltaY > 0 ? 1.25 : 0.8, Math.max(0, Math.min(1, placeOf(event).share)), patients));
    },
    {passive: false}
  );
  let dragged: {x: number; from: OncoprintWindow} | null = null;
  pointer.addEventListener("pointerdown", (event) => {
    if (view().count === patients) return;
    dragged = {x: event.clientX, from: view()};
    pointer.setPointerCapture(event.pointerId);
  });
  pointer.addEventListener("pointerup", () => (dragged = null));
  pointer.addEventListener("pointercancel", () => (dragged = null));
  pointer.addEventListener("pointermove", (event) => {
    if (dragged !== null) {
      look(moved(dragged.from, ((dragged.x - event.clientX) / width()) * dragged.from.count, patients));
      return;
    }
    const {share, row} = placeOf(event);
    const {from, count} = view();
    figure.say(share < 0 || share >= 1 ? "" : describe(from + Math.floor(share * count), row));
  });
  pointer.addEventListener("pointerleave", () => {
    if (dragged === null) figure.say("");
  });
  pointer.addEventListener("dblclick", (event) => go(zoomed(view(), 0.4, placeOf(event).share, patients)));
  figure.element.addEventListener("oncoprint-zoom", (event) => {
    const factor = (event as CustomEvent<number>).detail;
    go(factor === 0 ? {from: 0, count: patients} : zoomed(view(), factor, 0.5, patients));
  });
}
