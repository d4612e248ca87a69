import {siteDictionary} from "../loaders/extract/siteDictionary.js";
import {dictionaryPage} from "../loaders/pages/dictionaryPage.js";
import {openRelease} from "../loaders/release/openRelease.js";

const page = dictionaryPage(siteDictionary(await openRelease()));

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
