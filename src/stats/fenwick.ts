/** A Fenwick (binary indexed) tree: running sums over positions 0 … size − 1, O(log size) an operation. */
export class Fenwick {
  private readonly tree: Float64Array;

  constructor(readonly size: number) {
    this.tree = new Float64Array(size + 1);
  }

  add(position: number, value: number): void {
    for (let k = position + 1; k <= this.size; k += k & -k) this.tree[k] += value;
  }

  /** Sum over positions below `position`. */
  below(position: number): number {
    let sum = 0;
    for (let k = position; k > 0; k -= k & -k) sum += this.tree[k];
    return sum;
  }

  clear(): void {
    this.tree.fill(0);
  }
}
