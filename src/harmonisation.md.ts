import {siteHarmonisation} from "../loaders/extract/harmonisation/siteHarmonisation.js";
import {harmonisationPage} from "../loaders/pages/harmonisation/harmonisationPage.js";
import {hideSmallCounts} from "../loaders/pages/hideSmallCounts.js";
import {openRelease} from "../loaders/release/openRelease.js";

const release = await openRelease();
hideSmallCounts(release.manifest);
const page = harmonisationPage(siteHarmonisation(release));

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
