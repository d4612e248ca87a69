/**
 * The cells of a record as it is written, quotes and all; joined with the delimiter they are the record again.
 *
 * @param quote null where cells are never quoted
 */
export function splitRecord(text: string, delimiter: string, quote: string | null): string[] {
  const cells: string[] = [];
  let start = 0;
  let inQuotes = false;
  for (let at = 0; at < text.length; ++at) {
    if (text[at] === quote) inQuotes = !inQuotes;
    else if (!inQuotes && text.startsWith(delimiter, at)) {
      cells.push(text.slice(start, at));
      start = at + delimiter.length;
      at = start - 1;
    }
  }
  cells.push(text.slice(start));
  return cells;
}

/** What a written cell holds: the quotes around it removed, doubled ones inside made single. */
export function unquoted(cell: string, quote: string | null): string {
  if (quote === null || cell.length < 2 || !cell.startsWith(quote) || !cell.endsWith(quote)) return cell;
  return cell.slice(1, -1).replaceAll(quote + quote, quote);
}
