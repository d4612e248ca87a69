import {answerModel, type ModelQuestion} from "./modelAnswers.js";
import type {FromWorker} from "./modelFits.js";

// Runs in a worker: a fit of 200 000 patients takes seconds, in which the page still answers.
addEventListener("message", ({data}: MessageEvent<ModelQuestion>) => {
  const tell = (message: FromWorker) => postMessage(message);
  try {
    answerModel(data, tell);
    tell({kind: "done"});
  } catch (error) {
    const {name, message} = error as Error;
    tell({kind: "failed", name, message});
  }
});
