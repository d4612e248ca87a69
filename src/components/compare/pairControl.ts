import {choice} from "../controls.js";
import {el, fill} from "../dom.js";

/** Chooses which group is compared, and with which. */
export function pairControl(change: (pair: readonly [number, number]) => void): {
  readonly element: HTMLElement;
  show(labels: readonly string[], pair: readonly [number, number]): void;
} {
  const [first, second] = ["pair-first", "pair-second"].map((test) => el("select", {"data-testid": test}));
  let shown: readonly [number, number] = [0, 1];
  const chosen = (side: 0 | 1) => () => {
    const next: [number, number] = [Number(first.value), Number(second.value)];
    // The one that was taken from the other side changes places with it.
    if (next[0] === next[1]) next[1 - side] = shown[side];
    change(next);
  };
  first.addEventListener("change", chosen(0));
  second.addEventListener("change", chosen(1));
  const element = el("div", {class: "controls"}, choice("Compare", first), choice("with", second));
  return {
    element,
    show(labels, pair) {
      shown = pair;
      [first, second].forEach((select, side) => {
        fill(select, ...labels.map((label, g) => el("option", {value: g}, label)));
        select.value = String(pair[side]);
      });
      element.hidden = labels.length < 3;
    }
  };
}
