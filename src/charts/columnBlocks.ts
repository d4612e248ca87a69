/**
 * Which columns stand side by side where not all fit: blocks of indices in order, as even as may be. A figure repeats
 * its rows for each block instead of shrinking or scrolling.
 *
 * @param count columns
 * @param room pixels for columns
 * @param least pixels that a column needs
 */
export function columnBlocks(count: number, room: number, least: number): number[][] {
  const most = Math.max(1, Math.floor(room / least));
  const blocks = Math.ceil(count / most);
  const size = Math.ceil(count / Math.max(1, blocks));
  return Array.from({length: blocks}, (_, b) =>
    Array.from({length: Math.min(size, count - b * size)}, (_, i) => b * size + i)
  );
}
