import type {PartnerDelivery} from "../partners.js";
import {randomStreams} from "../random.js";
import {callFile} from "./callFile.js";
import {labFile} from "./labFile.js";
import {responseFile, transplantFile} from "./responseFiles.js";
import {simulateTrial} from "./simulateTrial.js";
import {subjectFile} from "./subjectFile.js";
import {timeFile} from "./timeFile.js";
import {trialAnswers} from "./trialAnswers.js";
import {drawTrialDefects} from "./trialDefects.js";
import {readTrialInputs} from "./trialInputs.js";

/** The delivery of the RATIFY-like trial: the truth, the raw files written from it with their defects, and the answer key. */
export async function simulateRatify(root: string, seed: number): Promise<PartnerDelivery> {
  const inputs = await readTrialInputs(root);
  const {parameters} = inputs;
  const {firstDay} = parameters.calendar;
  const truth = simulateTrial(inputs, seed);
  const stream = randomStreams(seed, `${parameters.common.source}/raw`);
  const defects = drawTrialDefects(truth, parameters, stream);
  const files = [
    subjectFile(truth, defects, firstDay, stream("subjects")),
    timeFile(truth, defects),
    labFile(truth, defects, parameters, stream("labs")),
    responseFile(truth, defects, firstDay, stream("response")),
    transplantFile(truth, firstDay),
    callFile(truth, stream("calls"))
  ];
  return {files, truth, ...trialAnswers(truth, defects), injected: defects.injected};
}
