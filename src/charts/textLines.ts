/** Width of a letter of the figures' typeface at 12 px, on average, a little generous. */
export const letterWidth = 6.6;

/** Text in lines of at most so many pixels, broken at spaces; a longer word stands alone, broken where it must be. */
export function textLines(text: string, width: number, letter = letterWidth): string[] {
  const most = Math.max(4, Math.floor(width / letter));
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
      continue;
    }
    for (let i = 0; i < word.length; i += most) lines.push(word.slice(i, i + most));
  }
  return lines.length === 0 ? [""] : lines;
}
