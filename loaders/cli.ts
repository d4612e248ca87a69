import {Command, CommanderError, InvalidArgumentError} from "commander";
import {readFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {addDisclosureCommands} from "./commands/disclosureCommands.js";
import {DisclosureError} from "./disclosure/disclosureError.js";
import {HarmoniseError} from "./harmonise/harmoniseError.js";
import {formatProgress} from "./progress.js";
import {SiteError} from "./publish/siteError.js";
import {ReleaseError} from "./release/releaseError.js";
import {ReportError} from "./report/reportError.js";
import {SourceError} from "./sources/sourceError.js";
import {removeClaimed} from "./unfinished.js";

// The commands are imported when they run: help and wrong usage answer without loading what they do not need.
const root = join(import.meta.dirname, "..");
// npm runs scripts in the project's root; a path on the command line is meant from where the user stands.
const here = process.env.HEMIOLA_CWD ?? process.cwd();
const path = (value: string) => resolve(here, value);
const paths = (value: string, before: readonly string[] = []) => [...before, path(value)];
const {version} = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {version: string};

const program = new Command("hemiola")
  .description("Turns partners' blood-cancer data into a harmonised release; checks, compares and traces releases.")
  .version(version)
  .option("--debug", "show the stack of an error")
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => {
      const line = text
        .trim()
        .replace(/^error: /, "")
        .replaceAll(/\s+/g, " ");
      write(`hemiola: ${line} (--help says more)\n`);
    }
  });

program
  .command("harmonise")
  .description("read a study's raw files and write a release")
  .argument("<study>", "name of a file in data/studies, without .yaml")
  .option("--data <folder>", "folder with the raw files", path)
  .option("--out <folder>", "folder that holds releases (default .hemiola/releases)", path)
  .option("--force", "make the release again even if nothing changed")
  .option("--mirror <folder>", "folder whose copies stand for addresses", path)
  .option("--offline", "ask nothing of the network (also HEMIOLA_OFFLINE=1)")
  .addHelpText("after", examples("harmonise demo", "harmonise amlsg --data ../data/amlsg --out releases"))
  .action(async (study: string, options: HarmoniseArguments) => {
    const {harmonise} = await import("./commands/harmonise.js");
    const folder = await harmonise({root, study, ...options, onProgress: report});
    process.stdout.write(`${folder}\n`);
  });

program
  .command("simulate")
  .description("write the raw files of a study's simulated partners")
  .argument("<study>", "name of a study whose sources are simulated")
  .option("--out <folder>", "where to write (default .hemiola/raw/<study>)", path)
  .option("--seed <number>", "another seed than the documented one", wholeNumber)
  .addHelpText("after", examples("simulate demo", "simulate demo --out raw --seed 1"))
  .action(async (study: string, options: {out?: string; seed?: number}) => {
    const {simulate} = await import("./commands/simulate.js");
    const folder = await simulate({root, study, ...options, onProgress: report});
    process.stdout.write(`${folder}\n`);
  });

program
  .command("pull")
  .description("pull a release into the cache, with the Authorization that HEMIOLA_AUTHORIZATION holds")
  .argument("<address>", "https address of a release.json")
  .option("--offline", "take the one pulled before (also HEMIOLA_OFFLINE=1)")
  .addHelpText("after", examples("pull https://example.org/demo-0123456789abcdef/release.json"))
  .action(async (address: string, {offline}: {offline?: boolean}) => {
    const {pullToCache} = await import("./release/pullToCache.js");
    process.stdout.write(`${await pullToCache({root, address, offline, onProgress: report})}\n`);
  });

program
  .command("pin")
  .description("pull the archives of a study as they are and print their checksums, to be looked at and declared")
  .argument("<study>", "name of a study with an archive")
  .addHelpText("after", examples("pin beataml_cbioportal"))
  .action(async (study: string) => {
    const {pinArchives} = await import("./commands/pinArchives.js");
    const {cacheFolder} = await import("./environment.js");
    const cache = join(cacheFolder(root), "pulled");
    process.stdout.write(await pinArchives(root, study, {cache, onProgress: report}));
  });

program
  .command("verify")
  .description("check a release, a built site or a folder of published releases against its checksums")
  .argument("<folder>", "folder of a release or of a site, or a study's pointer file", path)
  .option("--for-site", "also that a site may be built of the release: if public and of real data, signed or a draft")
  .addHelpText("after", examples("verify .hemiola/releases/demo-0123456789abcdef", "verify dist"))
  .action(async (folder: string, options: {forSite?: true}) => {
    const {verifyPublished} = await import("./commands/verifyPublished.js");
    const published = await verifyPublished(folder);
    if (published !== null) {
      process.stdout.write(published.text);
      if (published.faults > 0) process.exitCode = 1;
      return;
    }
    const {verify} = await import("./commands/verify.js");
    const {id, tables} = await verify(folder, options);
    process.stdout.write(`release ${id} is intact: ${tables} tables\n`);
  });

program
  .command("publish")
  .description("put the site of a release into a folder, beside those published before, and let `latest` lead to it")
  .argument("<release>", "folder of a release, or a study's pointer file", path)
  .requiredOption("--to <folder>", "folder of the published releases", path)
  .option("--site <folder>", "the release's site, if it is built already", path)
  .addHelpText("after", examples("publish .hemiola/releases/demo.json --to public"))
  .action(async (release: string, options: {to: string; site?: string}) => {
    const {publish} = await import("./commands/publish.js");
    const {folder, latest} = await publish({root, release, ...options});
    process.stdout.write(`${folder}\nlatest: release ${latest}\n`);
  });

for (const [name, what] of [
  ["pdf", "print reports of a built site, or any of its pages, to PDF with Chromium"],
  ["pack", "write a results pack of each report: PDF, figures, tables, methods and release.json in one zip"]
] as const) {
  program
    .command(name)
    .description(what)
    .argument("<report>", "name of a report or page, or `all` reports")
    .option("--site <folder>", "built site (default dist)", path)
    .option("--out <folder>", "where to write (default here)", path)
    .option("--address <url>", "where the site is published: links in the PDF lead there", siteAddress)
    .addHelpText("after", examples(`${name} eln`, `${name} all --site dist --out ${name}s`))
    .action(async (report: string, options: {site?: string; out?: string; address?: string}) => {
      const {printReports} = await import("./commands/printReports.js");
      const {site = join(root, "dist"), out = here, address = null} = options;
      const onFile = (file: string) => process.stdout.write(`${file}\n`);
      await printReports({root, report, site, out, address, as: name, onFile});
    });
}

program
  .command("compare")
  .description("say what changed from one release of a study to another")
  .argument("<before>", "the earlier release: its folder, or a pointer file", path)
  .argument("<after>", "the later release", path)
  .option("--json", "print the comparison as JSON")
  .addHelpText("after", examples("compare releases/amlsg-0123456789abcdef releases/amlsg.json"))
  .action(async (before: string, after: string, {json}: {json?: boolean}) => {
    const {compare} = await import("./commands/compare.js");
    process.stdout.write(await compare(before, after, json));
  });

addDisclosureCommands(program, {root, path, examples, report});

program
  .command("trace")
  .description("say from which raw cells, by which rules, a patient's or a call's values came")
  .argument("<release>", "folder of a release, or a study's pointer file", path)
  .argument("<key>", "key of a patient, call, sample, assay or treatment in the release")
  .argument("[variable]", "one variable only: column, or table.column")
  .option("--json", "print the trace as JSON")
  .addHelpText("after", examples("trace releases/demo.json AMLSG-0123456789abcdef NPM1"))
  .action(async (release: string, key: string, variable: string | undefined, {json}: {json?: boolean}) => {
    const {trace} = await import("./commands/trace.js");
    process.stdout.write(await trace(release, key, variable, json));
  });

program
  .command("reports")
  .description("compute the reports of a release with patient rows, exact, as JSON: one report a line")
  .argument("<release>", "folder of a release, or a study's pointer file", path)
  .option("--out <file>", "write to a file instead of printing", path)
  .addHelpText("after", examples("reports releases/demo.json --out reports.json"))
  .action(async (release: string, {out}: {out?: string}) => {
    const {reports} = await import("./commands/reports.js");
    const {json, notes} = await reports(root, release, out);
    for (const note of notes) process.stderr.write(`· ${note}\n`);
    process.stdout.write(out === undefined ? json : `${out}\n`);
  });

program
  .command("check-study")
  .description("say what is wrong with cBioPortal study folders")
  .argument("<folders...>", "folders with their meta_study.txt", paths)
  .addHelpText("after", examples("check-study ../data/laml_tcga"))
  .action(async (folders: string[]) => {
    const {checkStudyFolder} = await import("./commands/checkStudyFolder.js");
    const {declaredGenes} = await import("./study/declaredGenes.js");
    const genes = declaredGenes(root);
    for (const folder of folders) {
      const {text, errors} = await checkStudyFolder(folder, genes);
      process.stdout.write(folders.length > 1 ? `${folder}\n${text}` : text);
      if (errors > 0) process.exitCode = 1;
    }
  });

program
  .command("export")
  .description("write a release in the format of another system")
  .command("cbioportal")
  .description("write a release as a cBioPortal study folder")
  .argument("<release>", "folder of a release, or a study's pointer file", path)
  .requiredOption("--out <folder>", "folder to write, absent or empty", path)
  .addHelpText("after", examples("export cbioportal releases/amlsg.json --out study"))
  .action(async (release: string, {out}: {out: string}) => {
    const {exportCbioportal} = await import("./commands/exportCbioportal.js");
    await exportCbioportal(release, out, root);
    process.stdout.write(`${out}\n`);
  });

interface HarmoniseArguments {
  data?: string;
  out?: string;
  force?: boolean;
  mirror?: string;
  offline?: boolean;
}

// An interrupted run leaves nothing behind; what was there before stays as it was.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143]
] as const) {
  process.once(signal, () => {
    // What could not be removed is left over from a process that is no more, which the next run clears away.
    try {
      removeClaimed();
    } finally {
      process.exit(code);
    }
  });
}
// A reader that has seen enough (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCode(error);
}

function report(step: Parameters<typeof formatProgress>[0]): void {
  process.stderr.write(`· ${formatProgress(step)}\n`);
}

/** 0 for help, 2 for wrong usage, 1 for all that the data, the rules or the disk forbid; says why unless commander did. */
function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const {message, stack, syscall} = error as NodeJS.ErrnoException;
  const knownTypes = [HarmoniseError, SourceError, ReleaseError, ReportError, SiteError, DisclosureError];
  const known = knownTypes.some((type) => error instanceof type);
  const text = known || syscall !== undefined ? message : `unexpected error: ${message}`;
  process.stderr.write(`hemiola: ${program.opts<{debug?: boolean}>().debug ? String(stack) : text}\n`);
  return 1;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) throw new InvalidArgumentError("expected a whole number");
  return number;
}

function siteAddress(value: string): string {
  if (!/^https?:\/\/\S+$/.test(value)) throw new InvalidArgumentError("expected an http or https address");
  return value.endsWith("/") ? value : `${value}/`;
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  npm run hemiola -- ${line}`).join("\n")}\n`;
}
