import {siteLongitudinal} from "../../loaders/extract/siteLongitudinal.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(JSON.stringify(siteLongitudinal(await openRelease())));
