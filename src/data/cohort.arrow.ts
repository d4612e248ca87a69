import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(arrowBytes(projectCohort(await openRelease())));
