import {parseArgs} from "node:util";
import {pageOfReports} from "../../loaders/report/render/pageOfReports.js";

const {values} = parseArgs({options: {gene: {type: "string"}}});
process.stdout.write(await pageOfReports(`/genes/${values.gene ?? ""}`));
