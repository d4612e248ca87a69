import {spawnSync} from "node:child_process";
import {readFileSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {temporaryFolder} from "../support/temporaryFolder.js";

const notes = readFileSync(resolve(import.meta.dirname, "../../docs/deploy.md"), "utf8");

/** The block of the notes in a language, as it stands there. */
function block(language: string): string {
  const found = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(notes);
  if (found === null) throw new Error(`docs/deploy.md has no block in ${language}`);
  return found[1];
}

const has = (command: string) => spawnSync(command, ["-v"], {stdio: "ignore"}).status === 0;
const [nginx, apache] = [has("nginx"), has("apache2")];
if (!nginx || !apache) console.warn("skipped: checks of the settings of web servers that are not installed");

describe("the settings in docs/deploy.md", () => {
  it.skipIf(!nginx)("are accepted by nginx", () => {
    const folder = temporaryFolder();
    const brotli = spawnSync("nginx", ["-V"], {encoding: "utf8"}).stderr.match(/modules-path=(\S+)/)?.[1] ?? "";
    const load = `load_module ${join(brotli, "ngx_http_brotli_static_module.so")};`;
    const own = block("nginx").replaceAll("/srv/hemiola", folder);
    const file = join(folder, "nginx.conf");
    const check = (head: string, text: string) => {
      writeFileSync(
        file,
        `${head}\npid ${folder}/pid;\nerror_log stderr;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\n${text}}\n`
      );
      return spawnSync("nginx", ["-t", "-p", folder, "-c", file], {encoding: "utf8"});
    };
    const whole = check(load, own);
    // Without the module, which is a package of its own, all but its line must do.
    const {status, stderr} = whole.status === 0 ? whole : check("", own.replace("brotli_static on;", ""));
    expect(status, stderr).toBe(0);
  });

  it.skipIf(!apache)("are accepted by Apache", () => {
    const folder = temporaryFolder();
    const modules = ["mpm_event", "authz_core", "mime", "dir", "headers", "rewrite"];
    const load = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
    const own = block("apache").replaceAll("/srv/hemiola", folder);
    const file = join(folder, "apache.conf");
    const head = [
      `ServerRoot ${folder}`,
      "ServerName localhost",
      "ErrorLog /dev/null",
      "TypesConfig /etc/mime.types",
      "Listen 8081"
    ];
    writeFileSync(file, [...load, ...head, own].join("\n"));
    const {status, stderr} = spawnSync("apache2", ["-t", "-f", file], {encoding: "utf8"});
    expect(status, stderr).toBe(0);
  });
});
