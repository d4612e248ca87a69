/** A variable of a transport file to be written. */
export interface XptColumn {
  readonly name: string;
  readonly label?: string;
  /** Bytes of the field; a number has 8 unless it says otherwise. */
  readonly length?: number;
  readonly format?: string;
  /** A text like `.A` in a number's column is a missing value. */
  readonly values: readonly (string | number | null)[];
  readonly kind: "text" | "number";
}

/** A dataset of a transport file to be written. */
export interface XptDataset {
  readonly name: string;
  readonly label?: string;
  readonly columns: readonly XptColumn[];
}

interface XptOptions {
  readonly version?: 5 | 8;
  /** Whether the number of observations of version 8 is told. */
  readonly counted?: boolean;
  readonly encoding?: BufferEncoding;
}

const pad = (text: string, length: number): string => text.padEnd(length).slice(0, length);
const header = (name: string, rest: string): string =>
  pad(`HEADER RECORD*******${pad(name, 8)}HEADER RECORD!!!!!!!${rest}`, 80);
const zeros = "0".repeat(30);
const stamp = "01JAN60:00:00:00";

/** A SAS transport file, after the published record layout. */
export function xptFile(datasets: readonly XptDataset[], options: XptOptions = {}): Buffer {
  const {version = 5} = options;
  const system = `${pad("9.4", 8)}${pad("Linux", 8)}`;
  const library = header(version === 5 ? "LIBRARY" : "LIBV8", zeros);
  const start = library + pad(`SAS     SAS     SASLIB  ${system}${" ".repeat(24)}${stamp}`, 80) + pad(stamp, 80);
  return Buffer.concat([Buffer.from(start, "latin1"), ...datasets.map((dataset) => member(dataset, options))]);
}

function member({name, label = "", columns}: XptDataset, {version = 5, counted = true, encoding}: XptOptions): Buffer {
  const system = `${pad("9.4", 8)}${pad("Linux", 8)}`;
  const long = version === 8;
  const named = long ? `SAS     ${pad(name, 32)}SASDATA ` : `SAS     ${pad(name, 8)}SASDATA `;
  const first = long ? named + system + stamp : `${named}${system}${" ".repeat(24)}${stamp}`;
  const count = String(columns.length).padStart(5, "0");
  const head =
    header(long ? "MEMBV8" : "MEMBER", "000000000000000001600000000140") +
    header(long ? "DSCPTV8" : "DSCRPTR", zeros) +
    pad(first, 80) +
    pad(`${stamp}${" ".repeat(16)}${pad(label, 40)}`, 80) +
    header(long ? "NAMSTV8" : "NAMESTR", `00000${count}00000000000000000000`);
  const rows = Math.max(0, ...columns.map(({values}) => values.length));
  const labels = long ? longLabels(columns, encoding) : [];
  const told = counted ? pad(String(rows).padStart(15), 30) : zeros;
  const fields = columns.map((column) => ({...column, length: column.length ?? 8}));
  const body = Array.from({length: rows}, (_, row) =>
    Buffer.concat(fields.map((column) => field(column.values[row], column.kind, column.length, encoding)))
  );
  return Buffer.concat([
    Buffer.from(head, "latin1"),
    filled(descriptions(fields, long, encoding)),
    ...labels,
    Buffer.from(header(long ? "OBSV8" : "OBS", long ? told : zeros), "latin1"),
    filled(body)
  ]);
}

function filled(parts: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([bytes, Buffer.alloc((80 - (bytes.length % 80)) % 80, 0x20)]);
}

function descriptions(
  columns: readonly (XptColumn & {readonly length: number})[],
  long: boolean,
  encoding?: BufferEncoding
): Buffer[] {
  let position = 0;
  return columns.map(({name, label = "", kind, length, format = ""}, i) => {
    const bytes = Buffer.alloc(140);
    const write = (text: string, at: number, size: number): void => {
      bytes.fill(0x20, at, at + size);
      bytes.write(text, at, size, encoding);
    };
    bytes.writeUInt16BE(kind === "number" ? 1 : 2, 0);
    bytes.writeUInt16BE(length, 4);
    bytes.writeUInt16BE(i + 1, 6);
    write(name, 8, 8);
    write(label, 16, 40);
    write(format, 56, 8);
    write("", 72, 8);
    bytes.writeUInt32BE(position, 84);
    if (long) {
      write(name, 88, 32);
      bytes.writeUInt16BE(Buffer.byteLength(label, encoding), 120);
    }
    position += length;
    return bytes;
  });
}

/** Labels of more than 40 bytes, and formats of more than 8, which have a header of their own. */
function longLabels(columns: readonly XptColumn[], encoding?: BufferEncoding): Buffer[] {
  const bytes = (text: string): Buffer => Buffer.from(text, encoding);
  const wide = columns.some(({format = ""}) => format.length > 8);
  const entries = columns.flatMap(({name, label = "", format = ""}, i) => {
    if (bytes(label).length <= 40 && format.length <= 8) return [];
    const parts = wide ? [name, label, format, ""] : [name, label];
    const sizes = Buffer.alloc(2 + 2 * parts.length);
    sizes.writeUInt16BE(i + 1, 0);
    parts.forEach((part, k) => sizes.writeUInt16BE(bytes(part).length, 2 + 2 * k));
    return [Buffer.concat([sizes, ...parts.map(bytes)])];
  });
  if (entries.length === 0) return [];
  const head = header(wide ? "LABELV9" : "LABELV8", String(entries.length).padStart(5, "0"));
  return [Buffer.from(head, "latin1"), filled(entries)];
}

function field(
  value: string | number | null | undefined,
  kind: XptColumn["kind"],
  length: number,
  encoding?: BufferEncoding
): Buffer {
  if (kind === "number") return typeof value === "number" ? ibm(value, length) : missing(value ?? ".", length);
  const bytes = Buffer.alloc(length, 0x20);
  bytes.write(String(value ?? ""), 0, length, encoding);
  return bytes;
}

function missing(mark: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes[0] = mark.charCodeAt(mark.length - 1);
  return bytes;
}

/** A number in IBM floating point, by whole-number arithmetic on its exact binary fraction. */
function ibm(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  if (value !== 0) {
    const raw = Buffer.alloc(8);
    raw.writeDoubleBE(Math.abs(value));
    const bits = raw.readBigUInt64BE();
    const exponent = Number(bits >> 52n) - 1075;
    const mantissa = (bits & ((1n << 52n) - 1n)) | (1n << 52n);
    // value = mantissa × 2^exponent = fraction / 2^56 × 16^power, with the fraction as large as 56 bits allow.
    const power = Math.ceil((exponent + 53) / 4);
    const shift = exponent + 56 - 4 * power;
    bytes.writeBigUInt64BE(shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift));
    bytes[0] = (value < 0 ? 0x80 : 0) | (power + 64);
  }
  return bytes.subarray(0, length);
}
