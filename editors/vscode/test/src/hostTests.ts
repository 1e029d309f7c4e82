// Runs the tests that live inside the extension host, beside the installed package, and counts what they say.
import * as fs from "node:fs";
import * as path from "node:path";
import { copyProject } from "./projects";
import type { Report } from "./report";
import { Window } from "./window";
import { until } from "./workbench";
import type { Workbench } from "./workbench";

interface Said {
  readonly name?: string;
  readonly milliseconds?: number;
  readonly error?: string | null;
}

const mark = "vale-test ";

// The extension that holds the tests stands in for the C/C++ extension: what it is asked to debug is looked at.
const harness = {
  name: "cpptools",
  publisher: "ms-vscode",
  version: "0.0.1",
  engines: { vscode: "^1.91.0" },
  main: "./index.js",
  activationEvents: ["*"],
  contributes: { debuggers: [{ type: "cppdbg", label: "What would be debugged" }] },
};

/** `bundle` is the bundled index of the tests; `name` names the folder that is opened. */
export async function hostTests(report: Report, workbench: Workbench, bundle: string, project: string, pictures: string): Promise<void> {
  const folder = copyProject(project, workbench.options.home, `${project}-${path.basename(bundle, ".js")}`);
  const home = path.join(workbench.options.home, `harness-${path.basename(bundle, ".js")}`);
  fs.mkdirSync(home, { recursive: true });
  fs.writeFileSync(path.join(home, "package.json"), JSON.stringify(harness));
  fs.copyFileSync(bundle, path.join(home, "index.js"));

  let exit: number | undefined;
  let seen = 0;
  const log: string[] = [];
  const take = (_type: string, args: unknown[]): void => {
    const text = args.map(String).join(" ");
    const at = text.indexOf(mark);
    if (at < 0) {
      log.push(text);
      return;
    }
    const said = JSON.parse(text.slice(at + mark.length)) as Said;
    seen++;
    if (said.error) report.fail(said.name ?? "", said.error);
    else report.pass(said.name ?? "", said.milliseconds ?? 0);
  };
  const page = await workbench.open(
    folder,
    [
      ["extensionDevelopmentPath", workbench.address(home)],
      ["extensionTestsPath", workbench.address(path.join(home, "index.js"))],
    ],
    async (fresh) => {
      await fresh.exposeFunction("codeAutomationLog", take);
      await fresh.exposeFunction("codeAutomationExit", (code: number) => void (exit = code));
    },
  );
  try {
    await until("the tests in the extension host end", 240_000, async () => exit !== undefined);
  } catch (error) {
    report.fail(`The tests of ${path.basename(bundle)} end`, `${error instanceof Error ? error.message : String(error)}\n${log.slice(-20).join("\n")}`);
    await new Window(page, folder, pictures).picture("failed-host");
  }
  if (exit !== undefined && (seen === 0 || exit > 1)) report.fail(`The tests of ${path.basename(bundle)} run`, `exit code ${exit}\n${log.slice(-20).join("\n")}`);
  await page.close();
}
