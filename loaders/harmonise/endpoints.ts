import {afterRemission} from "./endpoints/afterRemission.js";
import {efsAmlsg, efsEln2017, efsEln2022, efsRatify} from "./endpoints/eventFreeSurvival.js";
import type {Outcome} from "./endpoints/outcome.js";
import {firstEnding} from "./endpoints/outcome.js";
import type {Histories} from "./histories.js";

/** Kinds of events of the model that endpoints are made of. */
export type EventKind = "death" | "last_contact" | "cr" | "refractory" | "relapse" | "hct_allo";

/** A rule that rebuilds an endpoint from events (DATA_MODEL §2). */
export interface EndpointDefinition {
  /** Code of the endpoint. */
  readonly endpoint: string;
  /** Events without which a source cannot support it at all. */
  readonly needs: readonly string[];
  /** Events without which it stands on an assumption, with the assumption. */
  readonly wants: Readonly<Partial<Record<EventKind, string>>>;
  /** True if it has a landmark: the last day, from the index event, on which a remission counts as one of induction. */
  readonly landmark: boolean;
  /** What it takes for granted in any source; `{landmark}` stands for the day. */
  readonly assumes?: string;
  /** True if death neither ends it nor competes with it. */
  readonly censorsDeath?: boolean;
  /** The outcome of patient `i`; null where the patient is not in the population. `landmark` is NaN for rules without. */
  readonly outcome: (histories: Histories, i: number, landmark: number) => Outcome | null;
}

const followUp: readonly EventKind[] = ["death", "last_contact"];
const course: readonly EventKind[] = [...followUp, "cr", "relapse"];

/** Endpoint definitions by id. */
export const endpointDefinitions: Readonly<Record<string, EndpointDefinition>> = {
  OS: {
    endpoint: "OS",
    needs: followUp,
    wants: {},
    landmark: false,
    outcome: ({death, lastContact}, i) => firstEnding(0, [[death[i], "death", 1]], lastContact[i])
  },
  EFS_AMLSG: {
    endpoint: "EFS",
    needs: [...followUp, "relapse"],
    wants: {
      refractory: "without days of refractory disease, failure of induction is an event only at relapse or death"
    },
    landmark: false,
    outcome: efsAmlsg
  },
  EFS_ELN2022: {
    endpoint: "EFS",
    needs: course,
    wants: {
      refractory: "without days of refractory disease, whoever leaves before the landmark counts as not evaluable"
    },
    landmark: true,
    assumes: "day {landmark} stands for the response assessment, last contact for the last assessment thereafter",
    outcome: efsEln2022
  },
  EFS_ELN2017: {
    endpoint: "EFS",
    needs: course,
    wants: {
      refractory: "without days of refractory disease, failure of induction is an event only at relapse or death"
    },
    landmark: true,
    assumes: "refractory disease with a remission by day {landmark} is taken as found after the first course",
    outcome: efsEln2017
  },
  EFS_RATIFY: {
    endpoint: "EFS",
    needs: course,
    wants: {refractory: "without days of refractory disease, every failure is on day {landmark}"},
    landmark: true,
    outcome: efsRatify
  },
  RFS: {endpoint: "RFS", needs: course, wants: {}, landmark: false, outcome: afterRemission(1, 1)},
  CIR: {endpoint: "CIR", needs: course, wants: {}, landmark: false, outcome: afterRemission(1, 2)},
  NRM: {endpoint: "NRM", needs: course, wants: {}, landmark: false, outcome: afterRemission(2, 1)},
  TTHCT: {
    endpoint: "TTHCT",
    needs: [...followUp, "hct_allo"],
    wants: {},
    landmark: false,
    outcome: ({transplant, death, lastContact}, i) =>
      firstEnding(
        0,
        [
          [transplant[i], "hct_allo", 1],
          [death[i], "death", 2]
        ],
        lastContact[i]
      )
  }
};
