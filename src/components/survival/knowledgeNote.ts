import {el, fill} from "../dom.js";
import type {SurvivalPlan} from "./survivalPlan.js";

/** Why the display is not that from the start, with the landmark to be changed. */
export interface KnowledgeNote {
  readonly element: HTMLElement;
  show(plan: SurvivalPlan): void;
}

/** Says what the guard on time of knowledge changed and why; empty where it changed nothing. */
export function knowledgeNote(change: (landmark: string) => void): KnowledgeNote {
  const words = el("p", {});
  const day = el("input", {type: "number", min: 1, max: 20000, step: 1, "data-testid": "landmark"});
  day.addEventListener("change", () => change(day.value.trim()));
  const field = el("label", {class: "control"}, el("span", {class: "control-label"}, "Landmark: day"), day);
  const element = el(
    "div",
    {class: "warning knowledge", role: "status", hidden: true, "data-testid": "knowledge"},
    words,
    field
  );
  return {
    element,
    show({reasons, landmark, landmarkNeeded, refused}) {
      element.hidden = reasons.length === 0 || refused !== null;
      fill(words, reasons.join(" "));
      field.hidden = !landmarkNeeded;
      day.value = String(landmark);
    }
  };
}
