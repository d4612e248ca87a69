/** The parts of Observable Framework's standard library that our modules use. */
declare module "observablehq:stdlib" {
  interface AttachedFile {
    readonly href: string;
    readonly name: string;
    arrayBuffer(): Promise<ArrayBuffer>;
    json(): Promise<unknown>;
    text(): Promise<string>;
  }
  export function FileAttachment(path: string): AttachedFile;
  export function resize(render: (width: number, height: number) => Node): HTMLElement;
}
