/** A drawing that may wait. */
export interface DeferredDraw {
  /** Draws at once where the host is in view or nearly; else empties it, and draws when it comes near or nothing else is to do. */
  request(): void;
  /** Draws what waits. */
  flush(): void;
}

/** Pixels above and below the window within which a host counts as in view. */
const nearby = "300px";
/** Milliseconds in which a reader who sets one filter after the other sets the next: what is out of sight is drawn once. */
const patience = 200;

/**
 * Keeps drawings out of sight from delaying those in sight. Until such a drawing is made its host is empty, at the height that
 * it had: an old drawing is never left standing. Printing draws everything first.
 */
export function deferredDraw(host: HTMLElement, draw: () => void): DeferredDraw {
  let isNear = false;
  let waits = false;
  let turn = 0;
  // Known without asking: a question for the height makes the browser lay out the page anew.
  let height = 0;
  const flush = () => {
    if (!waits) return;
    waits = false;
    host.style.minHeight = "";
    draw();
  };
  const whenIdle = (run: () => void) => {
    setTimeout(() => ("requestIdleCallback" in globalThis ? requestIdleCallback(run) : run()), patience);
  };
  new IntersectionObserver(
    (entries) => {
      isNear = entries[entries.length - 1].isIntersecting;
      if (isNear) flush();
    },
    {rootMargin: nearby}
  ).observe(host);
  new ResizeObserver((entries) => {
    height = entries[entries.length - 1].contentRect.height;
  }).observe(host);
  addEventListener("beforeprint", flush);
  return {
    request() {
      const mine = ++turn;
      if (!waits && !isNear) {
        host.style.minHeight = `${height}px`;
        host.replaceChildren();
      }
      waits = true;
      if (isNear) flush();
      // A later request has a turn of its own.
      else whenIdle(() => mine === turn && flush());
    },
    flush
  };
}
