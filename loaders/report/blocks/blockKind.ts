import {z} from "zod";
import type {ReportBlock} from "../../../src/model/report.js";
import {text, truth} from "../../study/scalars.js";
import type {ReportContext} from "../reportContext.js";

/** What the declaration of every block has. */
export const blockBase = {
  /** Unique within the report. */
  id: text.regex(/^[a-z0-9][a-z0-9-]*$/u, "expected lower-case letters, digits and hyphens"),
  title: text,
  /** In place of the words that the block makes itself. */
  subtitle: text.optional(),
  /** Before the words that the block makes itself. */
  caption: text.optional(),
  notes: z.array(text).default([]),
  /** Narrows the cohort of the report, in the explorer's URL form. */
  cohort: z.string().default(""),
  /** False: not in a release of aggregates alone, since the counts differ by so few patients that most would be hidden. */
  public: truth.default(true)
};

/** A declared block, whatever its kind. */
export interface BlockDeclaration {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly caption?: string;
  readonly notes: readonly string[];
  readonly cohort: string;
  readonly public: boolean;
}

/**
 * A kind of block: how it is declared and how it is computed. `compute` gives no block where the release has nothing for it
 * (no patient in it, a variable or endpoint that is not there), and several where one figure would mix what does not go
 * together: then the ids of the others begin with that of the declaration.
 */
export interface BlockKind<D extends BlockDeclaration> {
  readonly kind: string;
  readonly schema: z.ZodType<D>;
  readonly compute: (context: ReportContext, declared: D) => readonly ReportBlock[];
}

/** A kind whose declaration's type is known to itself alone. */
export interface AnyBlockKind {
  readonly kind: string;
  readonly schema: z.ZodType<BlockDeclaration>;
  readonly compute: (context: ReportContext, declared: BlockDeclaration) => readonly ReportBlock[];
}

/** Lists a kind beside others. Its schema names the kind, so that only its own declarations reach it. */
export function anyKind<D extends BlockDeclaration>(kind: BlockKind<D>): AnyBlockKind {
  return {
    kind: kind.kind,
    schema: kind.schema,
    compute: (context, declared) => {
      if (declared.kind !== kind.kind) throw new RangeError(`not a block of kind ${kind.kind}: ${declared.kind}`);
      return kind.compute(context, declared as D);
    }
  };
}
