import {parseArgs} from "node:util";
import {pageOfReports} from "../../loaders/report/render/pageOfReports.js";

const {values} = parseArgs({options: {class: {type: "string"}}});
process.stdout.write(await pageOfReports(`/classes/${values.class ?? ""}`));
