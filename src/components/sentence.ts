/** The text of an error as a sentence: browsers end theirs with a full stop or not, as it comes. */
export function sentence(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
