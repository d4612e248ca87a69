import {siteHarmonisation} from "../loaders/extract/harmonisation/siteHarmonisation.js";
import {harmonisationPage} from "../loaders/pages/harmonisation/harmonisationPage.js";
import {openRelease} from "../loaders/release/openRelease.js";

const page = harmonisationPage(siteHarmonisation(await openRelease()));

process.stdout.write(`---
title: How harmonisation works
---

${page}

\`\`\`ts
import {rawCellHighlights} from "./components/rawCellHighlights.js";
\`\`\`

\`\`\`ts
rawCellHighlights(document.querySelector(".harmonisation"));
\`\`\`
`);
