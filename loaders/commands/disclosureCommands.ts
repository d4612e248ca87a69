import type {Command} from "commander";
import type {ProgressListener} from "../progress.js";
import type {DiscloseOptions} from "./disclose.js";

/** What the commands share with the others of the command line. */
export interface CommandContext {
  /** The project's root. */
  readonly root: string;
  /** A path on the command line, from where the user stands. */
  readonly path: (value: string) => string;
  readonly examples: (...lines: string[]) => string;
  readonly report: ProgressListener;
}

/** Adds the commands that make, check, sign and withdraw releases of a tier. What each needs is imported when it runs. */
export function addDisclosureCommands(program: Command, {root, path, examples, report}: CommandContext): void {
  program
    .command("disclose")
    .description("make the release of a tier from an exact one")
    .argument("<release>", "folder of a release of the tier internal, or a study's pointer file", path)
    .requiredOption("--tier <tier>", "consortium or public")
    .option(
      "--out <folder>",
      "folder that holds releases of the tier (default: one of its name beside the release)",
      path
    )
    .option("--policy <file>", "another policy than the project's", path)
    .option(
      "--previous <release>",
      "the release of the tier published last, or none; differences of a few patients are refused",
      (value: string) => (value === "none" ? value : path(value))
    )
    .option("--withdrawn <file>", "patients who withdrew, a line each: source, id; they are left out", path)
    .option("--sign <name...>", "tier public: those who answer for the release")
    .option("--draft", "tier public: not to be passed on yet")
    .addHelpText("after", examples("disclose .hemiola/releases/demo.json --tier consortium"))
    .action(async (release: string, options: Omit<DiscloseOptions, "root" | "release">) => {
      const {disclose} = await import("./disclose.js");
      process.stdout.write(`${await disclose({root, release, ...options, onProgress: report})}\n`);
    });

  program
    .command("audit")
    .description("check every rule of disclosure on a release, from the release alone")
    .argument("<release>", "folder of a release, or a study's pointer file", path)
    .option("--previous <release>", "the release of the tier that was published before", path)
    .option("--site <folder>", "the built site of the release", path)
    .option("--microdata <release>", "exact release of sources whose rows anybody can have", path)
    .option("--json <file>", "write the report for the data protection officer", path)
    .addHelpText("after", examples("audit .hemiola/releases/consortium/demo.json --site dist"))
    .action(
      async (release: string, options: Record<"previous" | "site" | "microdata" | "json", string | undefined>) => {
        const {audit} = await import("./audit.js");
        const {broken, text} = await audit({root, release, ...options});
        process.stdout.write(text);
        if (broken > 0) process.exitCode = 1;
      }
    );

  program
    .command("sign")
    .description("record that a person answers for a release; two are needed for real data")
    .argument("<release>", "folder of a release, or a study's pointer file", path)
    .requiredOption("--by <name>", "who signs")
    .requiredOption("--role <role>", "in what role")
    .addHelpText("after", examples("sign releases/public/amlsg.json --by 'A. Meier' --role 'data protection officer'"))
    .action(async (release: string, {by, role}: {by: string; role: string}) => {
      const {sign} = await import("./sign.js");
      const {id, missing, signOffs} = await sign(root, release, {name: by, role});
      const who = signOffs.map((person) => `${person.name} (${person.role})`).join(", ");
      process.stdout.write(`release ${id} is signed by ${who}${missing > 0 ? `; ${missing} more needed` : ""}\n`);
    });

  program
    .command("withdraw")
    .description("withdraw a release: nothing of its data stays, its published pages say so")
    .argument("<release>", "folder of a release, or a study's pointer file", path)
    .requiredOption("--reason <text>", "why, as readers will see it")
    .option("--published <folder>", "folder of published releases that has its site", path)
    .addHelpText("after", examples("withdraw releases/public/amlsg.json --reason 'consent withdrawn'"))
    .action(async (release: string, options: {reason: string; published?: string}) => {
      const {withdraw} = await import("./withdraw.js");
      process.stdout.write(`release ${await withdraw({root, release, ...options})} is withdrawn\n`);
    });
}
