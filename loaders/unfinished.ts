import {rmSync} from "node:fs";

/** Prefix of what a run fills before it moves it into place; hidden, so that nobody takes it for a release. */
export const unfinishedPrefix = ".unfinished-";

const live = new Set<string>();
/** Those of them that are worth going on with. */
const resumable = new Set<string>();
let count = 0;

/** A name for something unfinished that tells which process makes it, unlike any other in use. */
export function unfinishedName(what: string): string {
  return `${unfinishedPrefix}${process.pid}-${++count}-${what}`;
}

/** Notes that this process is filling a path, so that an interrupt removes it and no other run takes it for left over. */
export function claim(path: string): string {
  live.add(path);
  return path;
}

/** As {@link claim}, of what an interrupt is to leave, so that a later run can go on with it. */
export function claimResumable(path: string): string {
  resumable.add(path);
  return claim(path);
}

/** Notes that a path is in place, or gone. */
export function disclaim(path: string): void {
  live.delete(path);
  resumable.delete(path);
}

/**
 * Removes at once what this process has not finished: for the moment before it ends by a signal. A write under way may
 * put a file into a folder that is being removed, so that removing begins again from the start.
 *
 * @throws what the file system says if it cannot be removed after all
 */
export function removeClaimed(): void {
  for (const path of live) if (!resumable.has(path)) removeStubborn(path, 20);
  live.clear();
  resumable.clear();
}

function removeStubborn(path: string, attempts: number): void {
  try {
    rmSync(path, {recursive: true, force: true});
  } catch (error) {
    if (attempts <= 1) throw error;
    removeStubborn(path, attempts - 1);
  }
}

/**
 * True if a path was left by a run that is no more: the process in its name is dead, or is this one and does not claim
 * it. `owner` finds the process id in the name.
 */
export function isLeftOver(path: string, owner: RegExp = /\.unfinished-(\d+)-/): boolean {
  const pid = Number(owner.exec(path)?.[1] ?? 0);
  if (pid === process.pid) return !live.has(path);
  return pid === 0 || !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
