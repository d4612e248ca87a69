import {siteDictionary} from "../loaders/extract/siteDictionary.js";
import {dictionaryPage} from "../loaders/pages/dictionaryPage.js";
import {hideSmallCounts} from "../loaders/pages/hideSmallCounts.js";
import {openRelease} from "../loaders/release/openRelease.js";

const release = await openRelease();
hideSmallCounts(release.manifest);
const page = dictionaryPage(siteDictionary(release));

process.stdout.write(`---
title: Dictionary
---

${page}

\`\`\`ts
import {dictionarySearch} from "./components/dictionarySearch.js";
\`\`\`

\`\`\`ts
dictionarySearch(document.querySelector("#dictionary"));
\`\`\`
`);
