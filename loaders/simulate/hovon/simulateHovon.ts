import {DefectPlan} from "../defects/defectPlan.js";
import type {PartnerDelivery} from "../partners.js";
import {randomStreams} from "../random.js";
import {arraySheet, expressionMatrix, segmentFile} from "./arrayFiles.js";
import {checksumFile} from "./checksumFile.js";
import {residualFile, residualSampleFile} from "./residualFiles.js";
import {simulateTrials} from "./simulateTrials.js";
import {staleFile, trialFindings, trialRejects} from "./trialAnswerKey.js";
import {responseFile, transplantFile, trialKaryotypeFile} from "./trialCourseFiles.js";
import {drawDefects} from "./trialDefects.js";
import {diagnosisCallFile, followUpCallFile, fragmentFile, wideGeneFile} from "./trialGeneFiles.js";
import {readTrialInputs} from "./trialInputs.js";
import {trialPatientFile} from "./trialPatientFile.js";

/** Makes the delivery of the HOVON-like trials; the truth holds the defects too. */
export async function simulateHovon(root: string, seed: number): Promise<PartnerDelivery> {
  const inputs = await readTrialInputs(root);
  const {parameters, expression} = inputs;
  const truth = simulateTrials(inputs, seed);
  const stream = randomStreams(seed, `${parameters.common.source}/raw`);
  const plan = new DefectPlan(stream);
  const defects = drawDefects(truth.patients, parameters, plan);
  const files = [
    trialPatientFile(truth, defects),
    wideGeneFile(truth, defects, stream("genes")),
    fragmentFile(truth),
    trialKaryotypeFile(truth),
    responseFile(truth),
    transplantFile(truth, stream("transplants")),
    diagnosisCallFile(truth),
    followUpCallFile(truth),
    residualSampleFile(truth),
    residualFile(truth, parameters),
    segmentFile(truth),
    arraySheet(truth),
    expressionMatrix(truth, expression)
  ];
  const what = "listed with the checksum of an earlier state";
  plan.record({defect: "checksum mismatch", file: staleFile, patient: null, what});
  return {
    files: [...files, checksumFile(files, staleFile)],
    truth: {...truth, defects},
    expectedFindings: trialFindings(truth, defects),
    expectedRejects: trialRejects(defects),
    injected: plan.injected
  };
}
