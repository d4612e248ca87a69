import {siteCalibration} from "../loaders/extract/calibration/siteCalibration.js";
import {calibrationPage} from "../loaders/pages/calibrationPage.js";
import {openRelease} from "../loaders/release/openRelease.js";

const page = calibrationPage(await siteCalibration(await openRelease()));

process.stdout.write(`---
title: Calibration
---

${page}

\`\`\`ts
import {calibrationTools} from "./components/calibrationTools.js";
\`\`\`

\`\`\`ts
calibrationTools(document.querySelector(".calibration"));
\`\`\`
`);
