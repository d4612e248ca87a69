/** Texts of drawings that leave their drawing or overlap another text; runs in the page. */
export function faultyTexts(): string[] {
  const faults: string[] = [];
  for (const drawing of document.querySelectorAll("figure svg.drawing")) {
    const id = drawing.closest("figure")?.id ?? "";
    const frame = drawing.getBoundingClientRect();
    const texts = [...drawing.querySelectorAll("text")].map((text) => ({
      words: text.textContent ?? "",
      box: text.getBoundingClientRect()
    }));
    texts.forEach(({words, box}, i) => {
      if (box.left < frame.left - 2 || box.right > frame.right + 2) faults.push(`${id}: ${words} leaves the drawing`);
      for (const other of texts.slice(i + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 1 && down > 4) faults.push(`${id}: ${words} overlaps ${other.words}`);
      }
    });
  }
  return faults;
}
