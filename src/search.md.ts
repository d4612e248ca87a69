import {pageOfReports} from "../loaders/report/render/pageOfReports.js";

process.stdout.write(await pageOfReports("/search"));
