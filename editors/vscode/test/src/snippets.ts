// The snippets, filled with what they propose, make up a program; the compiler in the package must find nothing wrong with it.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Report } from "./report";

interface Snippet {
  readonly prefix: string;
  readonly body: string | string[];
}

/** The text of a snippet with the proposals in the places of its tab stops. */
export function expand(body: string): string {
  const proposals = new Map<string, string>();
  let at = 0;
  const read = (closed: boolean): string => {
    let text = "";
    // Braces of the code itself pair up.
    for (let depth = 0; at < body.length; ) {
      const stop = /^\$(\d+)/.exec(body.slice(at));
      const open = /^\$\{(\d+):/.exec(body.slice(at));
      if (stop !== null) {
        at += stop[0].length;
        text += proposals.get(stop[1]!) ?? "";
        continue;
      }
      if (open !== null) {
        at += open[0].length;
        const proposal = read(true);
        proposals.set(open[1]!, proposal);
        text += proposal;
        continue;
      }
      const c = body[at++]!;
      if (c === "{") depth++;
      if (c === "}" && depth-- === 0 && closed) return text;
      text += c;
    }
    return text;
  };
  return read(false);
}

export async function snippetTests(report: Report, extension: string, server: string, home: string): Promise<void> {
  await report.test("The snippets make up a program that is right", async () => {
    const all = Object.values(JSON.parse(fs.readFileSync(path.join(extension, "snippets/vale.json"), "utf8")) as Record<string, Snippet>);
    const texts = new Map(all.map(({ prefix, body }) => [prefix, expand(Array.isArray(body) ? body.join("\n") : body)]));
    const declarations = ["import", "func", "funcg", "struct", "structd", "structi", "interface", "impl"];
    const statements = [...texts.keys()].filter((prefix) => prefix !== "main" && !declarations.includes(prefix));
    const main = (texts.get("main") ?? "").replace(/\{\n/, `{\ncount = 0;\n${statements.map((prefix) => texts.get(prefix)).join("\n")}\n`);
    const program = [...declarations.map((prefix) => texts.get(prefix)), main].join("\n\n");
    fs.mkdirSync(home, { recursive: true });
    fs.writeFileSync(path.join(home, "snippets.vale"), program);
    const run = spawnSync(path.join(server, "vale-ls"), ["--run", "snippets.vale"], { cwd: home, encoding: "utf8" });
    if (run.status !== 0 || run.stdout !== "Ahoy\n") throw new Error(`${program}\n${run.stdout}${run.stderr}`);
  });
}
