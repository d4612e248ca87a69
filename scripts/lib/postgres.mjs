import {execFileSync, spawnSync} from "node:child_process";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {delimiter, join} from "node:path";

/**
 * Finds a PostgreSQL server for the tests, installing Debian's where there is none and the tests run as root. Without one
 * its tests are skipped.
 *
 * @param {{log: (line: string) => void}} options log: where progress goes
 * @returns {string | undefined} folder with `initdb` and `postgres`
 */
export function findPostgres({log}) {
  const found = serverFolder();
  if (found || !isDebianRoot()) return found;
  log("no PostgreSQL found: installing Debian's postgresql");
  const env = {...process.env, DEBIAN_FRONTEND: "noninteractive"};
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "postgresql"]]) {
    spawnSync("apt-get", args, {stdio: ["ignore", "ignore", "inherit"], env});
  }
  return serverFolder();
}

function serverFolder() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter)
  ];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
}

function isDebianRoot() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    if (!/debian|ubuntu/i.test(readFileSync("/etc/os-release", "utf8"))) return false;
    execFileSync("apt-get", ["--version"], {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
}
