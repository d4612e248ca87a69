import {expressionBytes, expressionMatrix} from "../../loaders/extract/longitudinal/expressionMatrix.js";
import {openRelease} from "../../loaders/release/openRelease.js";

process.stdout.write(expressionBytes(expressionMatrix(await openRelease())));
