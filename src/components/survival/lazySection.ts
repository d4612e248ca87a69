import {el, fill} from "../dom.js";
import {sentence} from "../sentence.js";

/** A part of the page whose numbers are computed once it is about to be seen. */
export interface LazySection {
  readonly element: HTMLElement;
  /** Asks for the section to be drawn anew: at once if it is in sight, else when it comes into sight, or is printed. */
  want(draw: () => void | Promise<void>): void;
  /** Takes the section off the page. */
  none(): void;
}

/** How far below the window a section is drawn ahead. */
const ahead = "200px";

/**
 * Draws its content only when it is near the window; before the first drawing the content is not in the page. What waits
 * to be drawn again is marked `data-pending`; nothing in sight is ever pending for longer than the drawing takes.
 */
export function lazySection(content: Element): LazySection {
  const problem = el("div", {class: "failure", role: "alert", hidden: true});
  const element = el("div", {class: "lazy-section", hidden: true});
  let pending: (() => void | Promise<void>) | undefined;
  let newest = 0;

  const run = () => {
    const draw = pending;
    if (draw === undefined) return;
    pending = undefined;
    const mine = ++newest;
    if (!content.isConnected) fill(element, content, problem);
    const settle = (error: Error | null) => {
      if (mine !== newest || pending !== undefined) return;
      delete element.dataset.pending;
      problem.hidden = error === null;
      if (error === null) return;
      fill(
        problem,
        el("p", {}, `This part could not be computed: ${sentence(error.message)}`),
        el("button", {type: "button", onclick: () => want(draw)}, "Try again")
      );
    };
    try {
      const drawn = draw();
      if (drawn === undefined) settle(null);
      else
        drawn.then(
          () => settle(null),
          // A later question has taken the place of this one; its own drawing follows.
          (error: unknown) => {
            if ((error as Error).name !== "SupersededError") settle(error as Error);
          }
        );
    } catch (error) {
      settle(error as Error);
    }
  };
  const want = (draw: () => void | Promise<void>) => {
    pending = draw;
    element.hidden = false;
    element.dataset.pending = "";
    // Asked anew: what stands above may just have grown, and taken the section out of sight.
    observer?.unobserve(element);
    observer?.observe(element);
    if (observer === null) run();
  };
  const observer =
    typeof IntersectionObserver === "undefined"
      ? null
      : new IntersectionObserver(
          (entries) => {
            if (entries[entries.length - 1].isIntersecting) run();
          },
          {rootMargin: ahead}
        );
  if (observer !== null) addEventListener("beforeprint", run);
  return {
    element,
    want,
    none() {
      ++newest;
      pending = undefined;
      delete element.dataset.pending;
      element.hidden = true;
      fill(element);
    }
  };
}
