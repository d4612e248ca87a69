const patience = 1000;

/**
 * Resolves once the browser has painted what is on the page now. A page in the background is not painted; there it
 * resolves after a second.
 */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    requestAnimationFrame(() => {
      // A task queued during a frame runs after that frame has been painted.
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  });
}
