import type {TableInfo} from "../rawTable.js";
import type {TabularOptions} from "../tabular.js";

/** What to keep of a dataset, and what is known of it. */
export interface DatasetOptions extends TabularOptions {
  /** What the define.xml that goes with the file says of the dataset. */
  readonly definition?: TableInfo;
}
