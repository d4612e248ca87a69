import {mutationExtract} from "../../loaders/extract/mutationExtract.js";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(arrowBytes(mutationExtract(await openRelease())));
