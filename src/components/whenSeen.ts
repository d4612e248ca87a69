/** Work for a part of the page that is done when a reader sees it. */
export interface WhenSeen {
  /**
   * Does the work now if the element is in sight, or about to be, and else when it comes into sight. Work that was not
   * done yet is replaced. Resolves when it is done, or put off.
   */
  ask(work: () => Promise<void>): Promise<void>;
}

/** How far below the window an element counts as about to be seen. */
const ahead = "400px";

/**
 * Puts off work for an element until it is seen, or the page is printed: figures below the fold cost nothing while a
 * filter changes. Until its work is done the element is marked with the class `unseen`.
 */
export function whenSeen(element: HTMLElement, failed: (error: unknown) => void): WhenSeen {
  let seen = false;
  let waiting: (() => Promise<void>) | null = null;
  let latest: (() => Promise<void>) | null = null;
  const start = async (): Promise<void> => {
    const work = waiting;
    if (work === null) return;
    waiting = null;
    await work();
    if (work === latest) element.classList.remove("unseen");
  };
  new IntersectionObserver(
    (entries) => {
      seen = entries[entries.length - 1].isIntersecting;
      if (seen) start().catch(failed);
    },
    {rootMargin: ahead}
  ).observe(element);
  addEventListener("beforeprint", () => {
    start().catch(failed);
  });
  return {
    async ask(work) {
      waiting = latest = work;
      element.classList.add("unseen");
      if (seen) await start();
    }
  };
}
