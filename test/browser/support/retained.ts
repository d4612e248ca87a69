import type {CDPSession} from "playwright-core";

/** What a page holds after a collection of garbage. */
export interface Retained {
  /** Bytes of what its scripts made: objects, closures, arrays and strings. */
  readonly bytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** The parts of a heap snapshot that are read here; see the DevTools protocol, HeapProfiler.takeHeapSnapshot. */
interface Snapshot {
  readonly snapshot: {readonly meta: {readonly node_fields: string[]; readonly node_types: [string[], ...unknown[]]}};
  readonly nodes: number[];
}

/** Code compiled by the engine and the browser's own records of long tasks grow with the load of the machine: not counted. */
const made = new Set(["object", "closure", "array", "string", "concatenated string"]);

/** What a page retains, by a heap snapshot and the counters of its document. */
export async function retained(protocol: CDPSession): Promise<Retained> {
  const chunks: string[] = [];
  const add = ({chunk}: {chunk: string}) => void chunks.push(chunk);
  protocol.on("HeapProfiler.addHeapSnapshotChunk", add);
  await protocol.send("HeapProfiler.collectGarbage");
  await protocol.send("HeapProfiler.takeHeapSnapshot", {reportProgress: false});
  protocol.off("HeapProfiler.addHeapSnapshotChunk", add);
  const {snapshot, nodes: heap} = JSON.parse(chunks.join("")) as Snapshot;
  const {node_fields: fields, node_types: types} = snapshot.meta;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  let bytes = 0;
  for (let i = 0; i < heap.length; i += fields.length) if (made.has(types[0][heap[i + type]])) bytes += heap[i + size];
  const {nodes, jsEventListeners} = await protocol.send("Memory.getDOMCounters");
  return {bytes, nodes, listeners: jsEventListeners};
}
