import type {ExpressionData} from "../../model/siteLongitudinal.js";

/**
 * Gives the values of a gene by sample of one source; NaN where not measured. The first gene is at hand; the matrix is
 * loaded when another is asked for, once.
 *
 * @throws {RangeError} if the matrix is not the one that the page was made with
 */
export function expressionReader(
  data: ExpressionData,
  load: () => Promise<ArrayBuffer>
): (gene: string) => Promise<Float32Array> {
  let loading: Promise<DataView> | undefined;
  const matrix = async () => {
    const view = new DataView(await load());
    const genes = view.getInt32(0, true);
    if (genes !== data.genes.length) throw new RangeError(`invalid matrix: ${genes} genes, not ${data.genes.length}`);
    return view;
  };
  return async (gene) => {
    if (gene === data.first.gene) return Float32Array.from(data.first.values, (value) => value ?? NaN);
    loading ??= matrix();
    const view = await loading.catch((error: unknown) => {
      // The next choice tries again.
      loading = undefined;
      throw error;
    });
    const from = data.genes.indexOf(gene) * view.getInt32(4, true) + data.start;
    return Float32Array.from({length: data.n}, (_, i) => view.getFloat32(8 + 4 * (from + i), true));
  };
}
