import {siteData} from "../loaders/extract/siteData.js";
import {drawnReports, framePages} from "../loaders/pages/framePages.js";
import {homePage} from "../loaders/pages/homePage.js";
import {openRelease} from "../loaders/release/openRelease.js";
import {reportPages} from "../loaders/report/render/reportPages.js";

const release = await openRelease();
process.stdout.write(homePage(siteData(release), framePages(release, reportPages(drawnReports))));
