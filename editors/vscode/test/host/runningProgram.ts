// Programs are built, run and handed to a debugger.
import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { api, diagnostics, equal, folder, holds, open, place, test, until, uri } from "./runner";

async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = place(document, "", before);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, document.positionAt(document.offsetAt(start) + before.length)), after);
  await vscode.workspace.applyEdit(edit);
}

async function runTask(name: string): Promise<number | undefined> {
  const task = (await vscode.tasks.fetchTasks({ type: "vale" })).find((one) => one.name === name);
  if (task === undefined) throw new Error(`there is no task ${name}`);
  return new Promise((resolve, reject) => {
    const ended = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution.task.name !== name) return;
      ended.dispose();
      resolve(event.exitCode);
    });
    vscode.tasks.executeTask(task).then(undefined, reject);
  });
}

export async function running(): Promise<void> {
  await test("A task that fails says so, and its problems are told once", async () => {
    await api();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    equal(await runTask("check"), 1, "exit code");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const all = await diagnostics(uri("src/main.vale"), (found) => found.length > 0);
    equal(all.map(({ message }) => message.split("\n")[0]), ["`Ship` has no member `feul`"], "problems");
  });

  await test("A command saves, builds and runs", async () => {
    const main = await open("src/main.vale");
    await replace(main, "ship.feul", "ship.fuel");
    await diagnostics(main.uri, (all) => all.length === 0);
    holds(main.isDirty, "the edit is not saved yet");
    equal(await vscode.commands.executeCommand("vale.run"), 0, "exit code");
    holds(!main.isDirty, "the edit is saved");
    holds(fs.existsSync(uri("build/main").fsPath), "the program is there");
    equal(await vscode.commands.executeCommand("vale.runInVm"), 0, "exit code of the VM");
    equal(await vscode.commands.executeCommand("vale.runMain", main.uri.toString()), 0, "exit code of the lens");
    equal(await vscode.commands.executeCommand("vale.check"), 0, "exit code of the check");
  });

  await test("The test at the cursor is run, and its result is the exit code", async () => {
    const tests = await open("src/ships/tests.vale");
    const at = async (words: string) => {
      const position = place(tests, words);
      vscode.window.activeTextEditor!.selection = new vscode.Selection(position, position);
      return vscode.commands.executeCommand("vale.runTestAtCursor");
    };
    equal(await at("burn(&ship"), 0, "exit code of the first");
    equal(await at("return 3"), 1, "exit code of the second");
    equal(await vscode.commands.executeCommand("vale.runTest", tests.uri.toString(), "harbor.ships.test_burning"), 0, "exit code of the lens");
    equal(await vscode.commands.executeCommand("vale.test"), 1, "exit code of all");
  });

  await test("Debugging builds with line tables and hands the program to the C/C++ extension's gdb", async () => {
    const asked: vscode.DebugConfiguration[] = [];
    const factory = vscode.debug.registerDebugAdapterDescriptorFactory("cppdbg", {
      createDebugAdapterDescriptor(session) {
        asked.push(session.configuration);
        return new vscode.DebugAdapterInlineImplementation(new Silent());
      },
    });
    try {
      await open("src/main.vale");
      await vscode.commands.executeCommand("vale.debug");
      const [configuration] = await until("something is debugged", () => asked.length > 0 && asked);
      const program = path.join(folder().uri.fsPath, "build/debug/main");
      equal([configuration!.MIMode, configuration!.program, configuration!.cwd], ["gdb", program, folder().uri.fsPath], "what is debugged");
      holds(fs.readFileSync(program).includes(".debug_line"), "it has line tables");
    } finally {
      factory.dispose();
      await vscode.debug.stopDebugging();
    }
  });
}

/** A debug adapter that agrees to everything. */
class Silent implements vscode.DebugAdapter {
  private readonly sent = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  readonly onDidSendMessage = this.sent.event;
  private turn = 1;

  handleMessage(message: { type?: string; seq?: number; command?: string }): void {
    if (message.type !== "request") return;
    this.sent.fire({ type: "response", seq: this.turn++, request_seq: message.seq, command: message.command, success: true, body: {} } as vscode.DebugProtocolMessage);
    if (message.command === "disconnect") this.sent.fire({ type: "event", seq: this.turn++, event: "terminated" } as vscode.DebugProtocolMessage);
  }

  dispose(): void {
    this.sent.dispose();
  }
}
