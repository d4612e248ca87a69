import {siteExtract} from "../../loaders/disclosure/site/siteExtracts.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(siteExtract(await openRelease(), "site"));
