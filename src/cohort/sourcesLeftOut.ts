import type {Catalogue} from "./catalogue.js";
import type {ColumnStore} from "./columnStore.js";

/**
 * By alteration, 1 for each patient of the release who is counted for it: those of a source whose eligibility fixes the
 * gene are not, unless the groups are the sources. Alterations that no source fixes are absent.
 */
export async function sourcesLeftOut(
  catalogue: Catalogue,
  columns: ColumnStore,
  groupBy: string | undefined
): Promise<ReadonlyMap<string, Uint8Array>> {
  const fixed = [...catalogue.alterations.values()].filter(({byDesign = []}) => byDesign.length > 0);
  if (groupBy === "source_id" || fixed.length === 0) return new Map();
  const {codes} = await columns.codes({column: "source_id"});
  const sources = catalogue.facets.get("source_id")?.levels.map(({code}) => code) ?? [];
  return new Map(
    fixed.map(({name, byDesign = []}) => {
      const counted = sources.map((source) => (byDesign.includes(source) ? 0 : 1));
      return [name, Uint8Array.from(codes, (code) => counted[code] ?? 1)] as const;
    })
  );
}
