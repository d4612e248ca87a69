import {mkdirSync, writeFileSync} from "node:fs";
import {dirname} from "node:path";
import {makeSites} from "./support/makeSites.js";

// Makes the sites that the browser tests visit, and writes where they are to a file.
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: tsx test/browser/buildSites.ts FILE");
const made = await makeSites();
mkdirSync(dirname(file), {recursive: true});
writeFileSync(file, JSON.stringify(made));
