import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {searchIndex} from "../loaders/publish/searchIndex.js";

const [site] = process.argv.slice(2);
if (site === undefined) throw new Error("usage: tsx scripts/indexSite.ts FOLDER");
writeFileSync(join(site, "search.json"), JSON.stringify(searchIndex(site)));
