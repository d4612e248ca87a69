import {siteChanges} from "../../loaders/extract/siteChanges.js";
import {openRelease} from "../../loaders/release/openRelease.js";

const warn = (message: string): void => void process.stderr.write(`${message}\n`);
process.stdout.write(JSON.stringify(await siteChanges(await openRelease(), {warn})));
