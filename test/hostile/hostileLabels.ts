import {harmonise} from "../../loaders/commands/harmonise.js";
import {mapping, rawFiles, study, writePartner} from "../support/partner.js";

/** Text that would run if a page took it for markup; running it sets `window.attacked`. */
export const attack = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>';

/** Text that a spreadsheet would run. */
export const formula = "=HYPERLINK(0)";

/**
 * Makes a release of an invented delivery whose labels try to become markup, script or formula wherever text from data
 * or declarations reaches a page: trials, names and citations of sources, panels, tokens that could not be read.
 *
 * @param folder an existing, empty folder
 * @returns the folder of the release
 */
export async function hostileRelease(folder: string): Promise<string> {
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const [header, ...patients] = rawFiles["clinical.csv"].trimEnd().split("\n");
  const trials = [attack, formula, "plain"];
  const rows = patients.map((row, i) => `${row},${cell(trials[i])}`);
  const unread = `P4,50,1200,${cell(attack)},90,0,,,${cell(attack)},0,${cell(attack)}`;
  const root = writePartner(folder, {
    mapping: mapping.replace("      AOD:", "      TRIAL: {to: patients.study_code}\n      AOD:"),
    study: study
      .replace("title: Test", `title: ${quoted(attack)}`)
      .replace(
        "name: Test partner",
        `name: ${quoted(attack)}\n    citation: ${quoted(attack)}\n    licence: ${quoted(attack)}`
      ),
    raw: {"clinical.csv": `${[`${header},TRIAL`, ...rows, unread].join("\n")}\n`},
    panels: {
      small: `id: small\ntitle: ${quoted(attack)}\norigin: ${quoted(attack)}\ngenes: [DNMT3A, SRSF2, IDH2, KMT2A, KMT2D, TP53, NPM1]\n`
    }
  });
  return await harmonise({root, study: "test"});
}
