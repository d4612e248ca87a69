import {siteClassifications} from "../../loaders/extract/siteClassifications.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(JSON.stringify(siteClassifications(await openRelease())));
