import {siteQuality} from "../../loaders/extract/siteQuality.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(JSON.stringify(siteQuality(await openRelease())));
