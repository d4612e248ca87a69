/** Width of a letter of the figures' typeface at 12 px, on average, a little generous. */
export const letterWidth = 6.6;

/** Width of a small letter, without the room that capitals and figures need. */
const smallLetterWidth = 5.9;

/**
 * Text in lines of at most so many pixels, broken at spaces. A word that is longer than a line is broken after a hyphen, a slash
 * or the `::` of a fusion, and anywhere only where it has none.
 */
export function textLines(text: string, width: number, letter = letterWidth): string[] {
  const most = Math.max(4, Math.floor(width / letter));
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...brokenWord(word, most, (width / smallLetterWidth) * (letter / letterWidth)));
  }
  return lines.length === 0 ? [""] : lines;
}

/** A word in parts of at most so many letters, a few more where they are small. */
function brokenWord(word: string, most: number, mostSmall: number): string[] {
  if (word.length <= most || (word.length <= mostSmall && word === word.toLowerCase())) return [word];
  const parts: string[] = [];
  for (const piece of word.split(/(?<=[-–/;,])|(?<=::)(?!:)/)) {
    const last = parts[parts.length - 1];
    if (last !== undefined && last.length + piece.length <= most) parts[parts.length - 1] = last + piece;
    else if (piece.length <= mostSmall && piece === piece.toLowerCase()) parts.push(piece);
    else for (let i = 0; i < piece.length; i += most) parts.push(piece.slice(i, i + most));
  }
  return parts;
}
