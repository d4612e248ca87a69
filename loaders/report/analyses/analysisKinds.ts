import {anyKind, type AnyBlockKind} from "../blocks/blockKind.js";
import {afterRelapse} from "./afterRelapse.js";
import {allelicRatio} from "./allelicRatio.js";
import {calibration} from "./calibration.js";
import {changedClass} from "./changedClass.js";
import {classReplay} from "./classReplay.js";
import {classStatus} from "./classStatus.js";
import {classVariants} from "./classVariants.js";
import {conventionCounts} from "./conventions.js";
import {discrimination} from "./discrimination.js";
import {evidence} from "./evidence.js";
import {evolution} from "./evolution.js";
import {genotype} from "./genotype.js";
import {itdLength} from "./itdLength.js";
import {lesions} from "./lesions.js";
import {modifiedEffect} from "./modifiedEffect.js";
import {mrd} from "./mrd.js";
import {replay} from "./replay.js";
import {transplantation} from "./transplantation.js";
import {trialFigure} from "./trialFigure.js";

/** Kinds of block that answer one question of one report. */
export const analysisKinds: readonly AnyBlockKind[] = [
  anyKind(afterRelapse),
  anyKind(allelicRatio),
  anyKind(calibration),
  anyKind(changedClass),
  anyKind(classReplay),
  anyKind(classStatus),
  anyKind(classVariants),
  anyKind(conventionCounts),
  anyKind(discrimination),
  anyKind(evidence),
  anyKind(evolution),
  anyKind(genotype),
  anyKind(itdLength),
  anyKind(lesions),
  anyKind(modifiedEffect),
  anyKind(mrd),
  anyKind(replay),
  anyKind(transplantation),
  anyKind(trialFigure)
];
