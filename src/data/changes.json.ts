import {figureRelease} from "../../loaders/extract/figureRelease.js";
import {siteChanges} from "../../loaders/extract/siteChanges.js";
import {openRelease} from "../../loaders/release/openRelease.js";
import type {ChangesData} from "../model/siteChanges.js";

const warn = (message: string): void => void process.stderr.write(`${message}\n`);
const release = await openRelease();
const data: ChangesData = {...figureRelease(release), comparison: await siteChanges(release, {warn})};
process.stdout.write(JSON.stringify(data));
