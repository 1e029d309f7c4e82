// Tests the packaged extension in a real workbench: `main.js VSIX BUILD PICTURES`. The last line is the sum.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { hostTests } from "./hostTests";
import { testsFolder } from "./projects";
import { Report } from "./report";
import { snippetTests } from "./snippets";
import { userSteps } from "./steps";
import { untrustedSteps } from "./untrusted";
import type { Window } from "./window";
import { Workbench } from "./workbench";

const [vsix, build, pictures] = process.argv.slice(2);
if (vsix === undefined || build === undefined || pictures === undefined) throw new Error("usage: main.js VSIX BUILD PICTURES");
const only = process.env["VALE_E2E"]?.split(",");
const wanted = (part: string) => only === undefined || only.includes(part);

let window: Window | undefined;
const report = new Report(async (name) => window?.picture(name));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "vale-e2e-"));
fs.mkdirSync(pictures, { recursive: true });

async function within(name: string, trusting: boolean, body: (workbench: Workbench) => Promise<void>): Promise<void> {
  const home = path.join(scratch, name);
  let workbench: Workbench | undefined;
  try {
    const started = await Workbench.start({ home, vsix: vsix!, tests: testsFolder, trusting });
    workbench = started;
    await body(started);
  } catch (error) {
    report.fail(`The workbench '${name}' stands`, error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await workbench?.stop();
    window = undefined;
  }
}

// The grammar's tests need no editor; the extension's package.json says how they run.
async function grammar(): Promise<void> {
  const extension = path.dirname(testsFolder);
  const { scripts } = JSON.parse(fs.readFileSync(path.join(extension, "package.json"), "utf8")) as { scripts: Record<string, string> };
  if (scripts["test:grammar"] === undefined) return;
  await report.test("The grammar gives programs their scopes", async () => {
    const run = spawnSync("npm", ["run", "--silent", "test:grammar"], { cwd: extension, encoding: "utf8" });
    if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
  });
}

try {
  if (wanted("grammar")) await grammar();
  if (wanted("snippets")) await snippetTests(report, path.dirname(testsFolder), path.join(path.dirname(vsix), "stage/server"), path.join(scratch, "snippets"));
  if (wanted("steps") || wanted("host")) {
    await within("trusted", true, async (workbench) => {
      if (wanted("steps")) await userSteps(report, workbench, pictures, (opened) => (window = opened));
      await window?.page.close();
      window = undefined;
      if (wanted("host")) await hostTests(report, workbench, path.join(build, "api.js"), "harbor", pictures);
    });
  }
  if (wanted("untrusted")) await within("untrusted", false, (workbench) => untrustedSteps(report, workbench, pictures, (opened) => (window = opened)));
} finally {
  if (process.env["VALE_E2E_KEEP"] === undefined) fs.rmSync(scratch, { recursive: true, force: true });
  else console.log(`kept ${scratch}`);
}
console.log(`${report.passed} passed, ${report.failed} failed`);
process.exit(report.failed === 0 && report.passed > 0 ? 0 : 1);
