/** What a brush tells; places are shares of the width, 0–1, the lower first. */
export interface BrushOptions {
  readonly move: (from: number, to: number) => void;
  readonly end: () => void;
}

/** Lets a pointer draw a range over an element. Vertical movement still scrolls the page on touch. */
export function brush(element: HTMLElement, {move, end}: BrushOptions): void {
  element.classList.add("brushable");
  let start: number | null = null;
  const place = (event: PointerEvent): number => {
    const {left, width} = element.getBoundingClientRect();
    return width === 0 ? 0 : Math.min(1, Math.max(0, (event.clientX - left) / width));
  };
  let moved = false;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = place(event);
    moved = false;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const here = place(event);
    moved ||= Math.abs(here - start) > 0.02;
    if (moved) move(Math.min(start, here), Math.max(start, here));
  });
  element.addEventListener("pointerup", () => {
    if (start !== null && moved) end();
    start = null;
  });
  element.addEventListener("pointercancel", () => {
    start = null;
  });
}
