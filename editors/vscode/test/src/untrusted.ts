// In a folder that nobody trusts: reading goes on, and nothing of the folder is executed.
import * as fs from "node:fs";
import * as path from "node:path";
import { copyProject } from "./projects";
import type { Report } from "./report";
import { Window } from "./window";
import type { Workbench } from "./workbench";

export async function untrustedSteps(report: Report, workbench: Workbench, pictures: string, current: (window: Window) => void): Promise<void> {
  const folder = copyProject("harbor", workbench.options.home);
  // A folder that wants its own server started. If it were, the trace would be there.
  const trace = path.join(folder, "was-started");
  const evil = path.join(folder, "vale-ls");
  fs.writeFileSync(evil, `#!/bin/sh\n: > '${trace}'\nexit 1\n`, { mode: 0o755 });
  fs.mkdirSync(path.join(folder, ".vscode"));
  fs.writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify({ "vale.server.path": evil, "vale.server.arguments": ["--nonsense"] }));
  const page = await workbench.open(folder, [["openFile", workbench.address(`${folder}/src/main.vale`)]]);
  const window = new Window(page, folder, pictures);
  current(window);

  await report.test("In an untrusted folder problems are shown, by the server that came along", async () => {
    await window.editor("main.vale").waitFor({ timeout: 60_000 });
    await window.squiggle("main.vale");
    await window.status(/^\s*Vale \d+\.\d+\.\d+/);
    if (fs.existsSync(trace)) throw new Error("the folder's own program was started");
  });

  await report.test("In an untrusted folder nothing is built, run or debugged", async () => {
    for (const [command, word] of [["Vale: Build", "built"], ["Vale: Build and Run", "built or run"], ["Vale: Run in the VM", "run"], ["Vale: Build and Debug", "debugged"]] as const) {
      await window.command(command);
      await page.locator(".notification-toast").filter({ hasText: `nothing in it is ${word}.` }).first().waitFor();
      await window.picture(`untrusted ${word}`);
      await window.command("Notifications: Clear All Notifications");
    }
    if (fs.existsSync(path.join(folder, "build"))) throw new Error("something was built");
  });
}
