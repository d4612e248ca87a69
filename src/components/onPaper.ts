/**
 * What a function makes while the page has the colours of white paper, whatever the reader's screen shows. The function must
 * do all its work before it returns: nothing is painted in between, so nobody sees the change.
 */
export function onPaper<T>(page: Document, make: () => T): T {
  const {classList} = page.documentElement;
  const outer = classList.contains("on-paper");
  classList.add("on-paper");
  try {
    return make();
  } finally {
    if (!outer) classList.remove("on-paper");
  }
}
