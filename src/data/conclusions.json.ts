import {siteConclusions} from "../../loaders/report/siteConclusions.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(JSON.stringify(await siteConclusions(await openRelease(), process.cwd())));
