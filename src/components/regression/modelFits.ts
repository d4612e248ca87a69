import {SupersededError} from "../../cohort/supersededError.js";
import type {ModelAnswer, ModelQuestion} from "./modelAnswers.js";

/** What the worker sends for a question: its answers, and then that it is done or has failed. */
export type FromWorker =
  ModelAnswer | {readonly kind: "done"} | {readonly kind: "failed"; readonly name: string; readonly message: string};

/** Fits models beside the page. */
export interface ModelFits {
  /**
   * Tells each part of the answer as soon as it is there; resolves after the last. The latest question wins: an earlier one
   * that is not answered rejects with a `SupersededError`.
   *
   * @throws {Error} what the fit failed with, or that the worker could not be started
   */
  ask(question: ModelQuestion, tell: (answer: ModelAnswer) => void): Promise<void>;
}

interface Asked {
  readonly tell: (answer: ModelAnswer) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * A worker that fits models, started with the first. A later question ends the worker that is still at an earlier one: a
 * fit cannot be interrupted otherwise.
 *
 * @param start makes the worker
 */
export function modelFits(start: () => Worker): ModelFits {
  let worker: Worker | null = null;
  let asked: Asked | null = null;
  const stop = () => {
    worker?.terminate();
    worker = null;
  };
  const end = (error: Error | null) => {
    const ended = asked;
    asked = null;
    if (error === null) ended?.resolve();
    else ended?.reject(error);
  };
  const listen = (made: Worker) => {
    made.addEventListener("message", ({data}: MessageEvent<FromWorker>) => {
      if (made !== worker || asked === null) return;
      if (data.kind === "done") end(null);
      else if (data.kind === "failed") end(Object.assign(new Error(data.message), {name: data.name}));
      else {
        try {
          asked.tell(data);
        } catch (error) {
          stop();
          end(error as Error);
        }
      }
    });
    made.addEventListener("error", (event) => {
      if (made !== worker) return;
      stop();
      end(new Error(event.message || "the part of the page that fits models could not be loaded"));
    });
    return made;
  };
  return {
    ask(question, tell) {
      if (asked !== null) {
        stop();
        end(new SupersededError());
      }
      return new Promise((resolve, reject) => {
        asked = {tell, resolve, reject};
        try {
          worker ??= listen(start());
          worker.postMessage(question);
        } catch (error) {
          end(error as Error);
        }
      });
    }
  };
}
