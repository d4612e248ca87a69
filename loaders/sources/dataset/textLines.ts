import {SourceError} from "../sourceError.js";

/**
 * Cuts text into lines that end in a line feed, which a carriage return may precede. The last one needs no line end.
 *
 * @param maxLine longest line in characters
 * @throws {SourceError} on a longer one, so that a file without line ends cannot fill the memory
 */
export async function* textLines(file: string, parts: AsyncIterable<string>, maxLine: number): AsyncGenerator<string> {
  let held = "";
  for await (const part of parts) {
    const lines = (held + part).split("\n");
    held = lines.pop()!;
    for (const line of lines) yield checked(line);
    checked(held);
  }
  if (held !== "") yield checked(held);

  function checked(line: string): string {
    if (line.length > maxLine) throw new SourceError("the line is too long", {file, expected: "a line end"});
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  }
}
