import type {RawNote} from "../omop/omopNotes.js";

/** What a reader says of a file beyond its cells: findings, and what no declaration reads. */
export interface StudyNotes {
  readonly notes?: readonly RawNote[];
  /** Contents that the mapping does not read, with the number of rows. */
  readonly unread?: readonly {readonly column: string; readonly token: string; readonly n: number}[];
}
