import {readdir, stat} from "node:fs/promises";
import {join} from "node:path";
import {metaValue, readMetaFile} from "./metaFile.js";

/** The files of a study folder by what they are, each list in the order of names. */
export interface StudyFiles {
  /** Descriptions of the study and of its data files. */
  readonly meta: readonly string[];
  readonly caseLists: readonly string[];
  /** Gene panels: those in `gene_panels`, and files that begin so. */
  readonly panels: readonly string[];
  /** Files named like data files, and others that a description names. */
  readonly data: readonly string[];
}

/** All files of a study folder. */
export function studyFileNames({meta, caseLists, panels, data}: StudyFiles): string[] {
  return [...meta, ...caseLists, ...panels, ...data];
}

/** Finds the files of a study folder by their names and by what the descriptions say. Those of a folder that is absent are none. */
export async function findStudyFiles(folder: string): Promise<StudyFiles> {
  const names = await filesOf(folder);
  const meta = names.filter((name) => /^meta(_|\b)|_meta(_|\b)/iu.test(name));
  const lists = await filesOf(join(folder, "case_lists"));
  const named = new Set<string>();
  for (const file of meta) {
    const described = await readMetaFile(join(folder, file), file).catch(() => undefined);
    if (described) named.add(metaValue(described, "data_filename"));
  }
  return {
    meta,
    caseLists: lists.map((name) => `case_lists/${name}`),
    panels: [
      ...(await filesOf(join(folder, "gene_panels"))).map((name) => `gene_panels/${name}`),
      ...names.filter((name) => isPanel(name) && !named.has(name))
    ],
    data: names.filter((name) => !meta.includes(name) && (named.has(name) || (/^data_/iu.test(name) && !isPanel(name))))
  };
}

/** Whether a file is named like a gene panel, and not like the matrix of them. */
function isPanel(name: string): boolean {
  return /^(data_)?gene_panel_(?!matrix)/iu.test(name);
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const files: string[] = [];
  for (const name of names.sort()) {
    if (name.startsWith(".") || name.endsWith("~")) continue;
    // A file that was pulled is a link.
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile()) files.push(name);
  }
  return files;
}
