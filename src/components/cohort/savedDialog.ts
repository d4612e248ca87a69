import {formatCount} from "../../charts/format.js";
import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortFilter} from "../../cohort/filter.js";
import {describeCohort} from "../../cohort/filterChips.js";
import {formatCohortFile, parseCohortFile} from "../../cohort/saved/cohortFile.js";
import {longestName, type SavedCohort} from "../../cohort/saved/savedCohort.js";
import type {SavedCohorts} from "../../cohort/saved/savedCohorts.js";
import {el, fill} from "../dom.js";
import {download} from "../download.js";
import {cohortsFile, type ExportRelease} from "../exportFile.js";

/** What the dialog needs to know and can do. */
export interface SavedDialogOptions {
  readonly saved: SavedCohorts;
  readonly catalogue: Catalogue;
  readonly release: ExportRelease;
  /** The cohort on the page with its number of patients, if that is computed. */
  readonly current: () => {readonly filter: CohortFilter; readonly n: number | null};
  readonly load: (cohort: SavedCohort) => void;
}

/**
 * The cohorts that a reader keeps by name: save the one on the page, load, rename and delete, export to a file and
 * import from one. The button opens it as a modal dialog.
 */
export function savedDialog({saved, catalogue, release, current, load}: SavedDialogOptions): {
  readonly button: HTMLElement;
  readonly dialog: HTMLElement;
} {
  const message = el("p", {class: "saved-message", role: "status"});
  const say = (text: string) => fill(message, text);
  const list = el("ul", {class: "saved-list", "aria-label": "Saved cohorts"});
  const name = el("input", {type: "text", maxlength: longestName, required: true, autocomplete: "off"});
  const about = el("p", {class: "note"});
  const attempt = (act: () => string) => {
    try {
      const text = act();
      const problem = saved.problem();
      say(problem === null ? text : `${text} ${problem}`);
    } catch (error) {
      say((error as Error).message);
    }
  };
  const keep = () => {
    const {filter, n} = current();
    const title = name.value.trim();
    if (title === "") return say("Give the cohort a name.");
    const replaced = saved.get(title) !== undefined;
    attempt(() => {
      saved.save({name: title, filter, release: catalogue.releaseId, n});
      name.value = "";
      return `${replaced ? "Replaced" : "Saved"}: ${title}.`;
    });
  };
  const form = el(
    "form",
    {class: "saved-form", onsubmit: (event) => (event.preventDefault(), keep())},
    el("label", {}, el("span", {}, "Save this cohort as"), name),
    el("button", {type: "submit", class: "primary"}, "Save")
  );

  const row = (cohort: SavedCohort): HTMLElement => {
    const rename = el("input", {type: "text", value: cohort.name, maxlength: longestName, "aria-label": "New name"});
    const renaming = el(
      "form",
      {class: "saved-rename", hidden: true},
      rename,
      el("button", {type: "submit"}, "Rename")
    );
    renaming.addEventListener("submit", (event) => {
      event.preventDefault();
      attempt(() => (saved.rename(cohort.name, rename.value), `Renamed to ${rename.value.trim()}.`));
    });
    const button = (text: string, act: () => void) =>
      el(
        "button",
        {type: "button", class: "quiet", onclick: act},
        text,
        el("span", {class: "visually-hidden"}, ` ${cohort.name}`)
      );
    const other = cohort.release === catalogue.releaseId ? "" : `, made on release ${cohort.release.slice(0, 40)}`;
    const size = cohort.n === null ? "" : `${formatCount(cohort.n)} ${cohort.n === 1 ? "patient" : "patients"}`;
    return el(
      "li",
      {"data-saved": cohort.name},
      el("div", {class: "saved-name"}, el("strong", {}, cohort.name), ` ${size}${other}`),
      el("div", {class: "note"}, describeCohort(cohort.filter, catalogue)),
      el(
        "div",
        {class: "saved-tools"},
        button("Load", () => {
          dialog.close();
          load(cohort);
        }),
        button("Rename", () => {
          renaming.hidden = !renaming.hidden;
          if (!renaming.hidden) rename.focus();
        }),
        button("Delete", () => attempt(() => (saved.remove(cohort.name), `Deleted: ${cohort.name}.`)))
      ),
      renaming
    );
  };
  const draw = () => {
    const cohorts = saved.list();
    fill(list, ...cohorts.map(row));
    exporter.disabled = cohorts.length === 0;
    fill(empty, cohorts.length === 0 && "No cohort is saved in this browser yet.");
  };
  const empty = el("p", {class: "note"});
  const exporter = el("button", {type: "button"}, "Export to a file");
  exporter.addEventListener("click", () => {
    download(cohortsFile(release, formatCohortFile(saved.list(), release)));
    say("Exported.");
  });
  const file = el("input", {type: "file", accept: ".json,application/json", class: "visually-hidden", tabindex: -1});
  const importer = el("button", {type: "button", onclick: () => file.click()}, "Import from a file");
  file.setAttribute("aria-label", "File with saved cohorts");
  file.addEventListener("change", () => void takeIn());
  const takeIn = async () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    const text = await chosen.text();
    file.value = "";
    attempt(() => {
      const cohorts = parseCohortFile(text);
      const replaced = cohorts.filter((cohort) => saved.get(cohort.name) !== undefined).length;
      for (const cohort of cohorts) saved.save(cohort);
      const others = cohorts.filter(({release}) => release !== catalogue.releaseId).length;
      return [
        `Imported ${cohorts.length} ${cohorts.length === 1 ? "cohort" : "cohorts"}.`,
        replaced > 0 ? `${replaced} replaced one of the same name.` : "",
        others > 0 ? `${others} made on another release.` : ""
      ]
        .filter((sentence) => sentence !== "")
        .join(" ");
    });
  };
  const dialog = el(
    "dialog",
    {class: "saved", "aria-label": "Saved cohorts"},
    el(
      "div",
      {class: "drawer-head"},
      el("span", {}, "Saved cohorts"),
      el("button", {type: "button", class: "quiet", onclick: () => dialog.close()}, "Close")
    ),
    el(
      "div",
      {class: "saved-body"},
      about,
      form,
      message,
      empty,
      list,
      el("div", {class: "offers"}, exporter, importer, file),
      el(
        "p",
        {class: "note"},
        "Cohorts are kept in this browser only: conditions, never patients. A file takes them to another browser or colleague."
      )
    )
  );
  dialog.addEventListener("click", (event) => {
    // Only the backdrop is the dialog itself.
    if (event.target === dialog) dialog.close();
  });
  saved.watch(draw);
  const button = el("button", {type: "button", class: "quiet", "aria-haspopup": "dialog"}, "Saved cohorts");
  button.addEventListener("click", () => {
    fill(about, describeCohort(current().filter, catalogue));
    say(saved.problem() ?? "");
    draw();
    dialog.showModal();
  });
  return {button, dialog};
}
