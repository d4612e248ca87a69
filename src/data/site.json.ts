import {siteData} from "../../loaders/extract/siteData.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(JSON.stringify(siteData(await openRelease())));
