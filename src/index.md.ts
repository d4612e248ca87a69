import {pageContents} from "../loaders/extract/pageContents.js";
import {drawnReports, framePages} from "../loaders/pages/framePages.js";
import {homeOf} from "../loaders/pages/homeOf.js";
import {homePage} from "../loaders/pages/homePage.js";
import {openRelease} from "../loaders/release/openRelease.js";
import {reportPages} from "../loaders/report/render/reportPages.js";

const release = await openRelease();
process.stdout.write(homePage(homeOf(release), framePages(pageContents(release), reportPages(drawnReports))));
