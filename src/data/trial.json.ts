import {siteTrial} from "../../loaders/extract/siteTrial.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(JSON.stringify(siteTrial(await openRelease())));
