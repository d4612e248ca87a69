/** Where a fault of a study folder stands. */
export interface StudyPlace {
  /** Line of the file, counted from 1. */
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
}

/** How grave a fault is: what cBioPortal would not import, or would import in part. */
export type StudySeverity = "info" | "warning" | "error";

/** Places that are kept of one check: a file may be wrong in every line. */
const placesKept = 20;

/** One rule applied to one file of a study folder. */
export class StudyCheck {
  /** What was looked at. */
  checked = 0;
  /** What was wrong. */
  n = 0;
  /** The first faults. */
  readonly places: StudyPlace[] = [];

  constructor(
    readonly file: string,
    readonly rule: string,
    readonly severity: StudySeverity,
    readonly description: string
  ) {}

  /** Counts something looked at, and keeps its place if it is wrong. */
  test(sound: boolean, place: StudyPlace = {}): boolean {
    ++this.checked;
    if (!sound) {
      ++this.n;
      if (this.places.length < placesKept) this.places.push(place);
    }
    return sound;
  }
}

/** Collects what is wrong with a study folder; every check that was made is listed, also those that found nothing. */
export class StudyReport {
  readonly checks: StudyCheck[] = [];
  private readonly known = new Map<string, StudyCheck>();

  /** The check of a rule in a file, which is made once. */
  check(file: string, rule: string, severity: StudySeverity, description: string): StudyCheck {
    const key = JSON.stringify([file, rule]);
    const known = this.known.get(key);
    if (known) return known;
    const check = new StudyCheck(file, `cbioportal_${rule}`, severity, description);
    this.known.set(key, check);
    this.checks.push(check);
    return check;
  }
}
