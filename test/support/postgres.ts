import {spawn, spawnSync} from "node:child_process";
import {chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {tmpdir} from "node:os";
import {delimiter, join} from "node:path";
import pg from "pg";
import type {CdmType} from "../../loaders/sources/omop/cdmTables.js";
import type {WholeTable} from "./omopParquet.js";

/** What a suite that needs a database says where there is none. */
export const noPostgres = "skipped: no PostgreSQL server (Debian: apt-get install postgresql)";

/** A database server of a test's own, on this machine only. */
export interface TestPostgres {
  /** Connection string of the owner, with the password. */
  readonly owner: string;
  /** Connection string of one who may read, without the password. */
  readonly reader: string;
  readonly readerPassword: string;
  stop(): Promise<void>;
}

/** Folder with `initdb` and `postgres`; undefined if there is none. */
export function postgresBin(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter)
  ];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
}

const ownerPassword = "owner of a test";
const readerPassword = "se:cr/et @%";

/**
 * Starts a server with an empty database in a folder of its own. The server refuses to run as root: there it runs as the
 * user `postgres` or `nobody`.
 */
export async function startPostgres(bin: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "hemiola-postgres-"));
  const user = process.getuid?.() === 0 ? unprivileged() : undefined;
  const passwords = join(folder, "password");
  writeFileSync(passwords, ownerPassword);
  if (user) for (const path of [folder, passwords]) chownSync(path, user.uid, user.gid);
  const data = join(folder, "data");
  const made = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "owner", "--auth=scram-sha-256", `--pwfile=${passwords}`, "--encoding=UTF8", "--locale=C", "-N"],
    {...user, cwd: folder, encoding: "utf8"}
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = {listen_addresses: "127.0.0.1", unix_socket_directories: "", fsync: "off", port: String(port)};
  const server = spawn(
    join(bin, "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    {...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"]}
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`postgres ended: ${said}`)));
  });
  const at = `127.0.0.1:${port}/postgres`;
  const running: TestPostgres = {
    owner: `postgresql://owner:${encodeURIComponent(ownerPassword)}@${at}`,
    reader: `postgresql://reader@${at}`,
    readerPassword,
    async stop() {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, {recursive: true, force: true});
    }
  };
  await asOwner(running, `CREATE ROLE reader LOGIN PASSWORD '${readerPassword}'`);
  return running;
}

/** Runs statements as the owner of the database. */
export async function asOwner({owner}: TestPostgres, ...statements: (string | pg.QueryConfig)[]): Promise<void> {
  const client = new pg.Client({connectionString: owner});
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const sqlTypes: Readonly<Record<CdmType, string>> = {
  integer: "bigint",
  float: "numeric",
  date: "date",
  datetime: "timestamp",
  text: "varchar"
};

/** Makes tables with the types of the model in a schema; rows are written from the last to the first. */
export async function loadTables(database: TestPostgres, schema: string, tables: readonly WholeTable[]): Promise<void> {
  const statements: (string | pg.QueryConfig)[] = [
    `CREATE SCHEMA ${schema}`,
    `GRANT USAGE ON SCHEMA ${schema} TO reader`
  ];
  for (const {table, columns} of tables) {
    const name = `${schema}."${table}"`;
    statements.push(`CREATE TABLE ${name} (${columns.map((d) => `"${d.name}" ${sqlTypes[d.type]}`).join(", ")})`, {
      text: `INSERT INTO ${name} SELECT ${columns.map(({type}, i) => `c${i}::${sqlTypes[type]}`).join(", ")}
        FROM unnest(${columns.map((_, i) => `$${i + 1}::text[]`).join(", ")}) AS u(${columns.map((_, i) => `c${i}`).join(", ")})`,
      values: columns.map(({cells}) => [...cells].reverse())
    });
  }
  await asOwner(database, ...statements, `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO reader`);
}

function unprivileged(): {uid: number; gid: number} {
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const line = ["postgres", "nobody"].flatMap((name) => users.filter((d) => d.startsWith(`${name}:`)))[0];
  const [, , uid, gid] = line.split(":");
  return {uid: Number(uid), gid: Number(gid)};
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as {readonly port: number};
  await new Promise((resolve) => server.close(resolve));
  return port;
}
