/**
 * A script without the times of the files it names. Framework writes when each attached file was last modified, which
 * no page shows and which would make two builds of one release differ.
 */
export function withoutFileTimes(script: string): string {
  return script.replace(/,\s*"?lastModified"?\s*:\s*\d+(\.\d+)?/g, "");
}
