import {parseArgs} from "node:util";
import {pageOfReports} from "../../loaders/report/render/pageOfReports.js";

const {values} = parseArgs({options: {report: {type: "string"}}});
process.stdout.write(await pageOfReports(`/reports/${values.report ?? ""}`));
