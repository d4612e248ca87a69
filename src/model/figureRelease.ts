import type {SiteData} from "./siteData.js";

/** What every figure says about the release it is drawn from. */
export type FigureRelease = Pick<SiteData, "releaseId" | "sources" | "simulated" | "simulatedNotice" | "disclosure">;
