/**
 * Lights up the raw cells of a harmonised value while it is pointed at or has the focus, and brings the first of them into
 * view. Without it a value is a plain link to its raw cell.
 */
export function rawCellHighlights(page: HTMLElement): void {
  const cellsOf = (target: EventTarget | null): HTMLElement[] => {
    const value = target instanceof Element ? target.closest<HTMLAnchorElement>("a.value") : null;
    const ids = value === null ? [] : (value.dataset.cells?.split(" ") ?? [value.hash.slice(1)]);
    return ids.flatMap((id) => document.getElementById(id) ?? []);
  };
  const show = ({target}: Event) => {
    clear();
    const cells = cellsOf(target);
    for (const cell of cells) cell.classList.add("lit");
    // Only inside the raw side, which scrolls by itself: the page must not jump under the pointer.
    const side = cells[0]?.closest<HTMLElement>(".raw-side");
    if (side && side.scrollHeight > side.clientHeight + 1) {
      const [outer, inner] = [side.getBoundingClientRect(), cells[0].getBoundingClientRect()];
      if (inner.top < outer.top || inner.bottom > outer.bottom)
        side.scrollTop += inner.top - outer.top - side.clientHeight / 3;
    }
    const scroller = cells[0]?.closest<HTMLElement>(".table-scroll");
    if (scroller) {
      const [outer, inner] = [scroller.getBoundingClientRect(), cells[0].getBoundingClientRect()];
      if (inner.left < outer.left || inner.right > outer.right)
        scroller.scrollLeft += inner.left - outer.left - scroller.clientWidth / 3;
    }
  };
  const clear = () => {
    for (const cell of page.querySelectorAll(".lit")) cell.classList.remove("lit");
  };
  page.addEventListener("pointerover", show);
  page.addEventListener("focusin", show);
  page.addEventListener("focusout", clear);
}
