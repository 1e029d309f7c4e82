// Debugging: builds the program with line tables and hands it to the C/C++ extension, whose gdb does the rest. Without that
// extension it says so.
import * as path from "node:path";
import * as vscode from "vscode";
import * as config from "./config";
import type { Program } from "./programs";
import { activeProgram, programOf } from "./programs";
import { runTask, taskFor } from "./tasks";
import { mayRun } from "./trust";

export const debugType = "vale";
const cppExtension = "ms-vscode.cpptools";

interface ValeLaunch extends vscode.DebugConfiguration {
  readonly project?: string;
  readonly program?: string;
  readonly arguments?: string[];
  readonly cwd?: string;
  readonly stopAtEntry?: boolean;
  readonly outputDir?: string;
  readonly gdb?: string;
}

/** What the C/C++ extension is asked to start. */
function gdbConfiguration(launch: ValeLaunch, program: string, cwd: string, programArguments: string[]): vscode.DebugConfiguration {
  return {
    type: "cppdbg",
    request: "launch",
    name: launch.name,
    program,
    args: programArguments,
    cwd,
    stopAtEntry: launch.stopAtEntry ?? false,
    externalConsole: false,
    environment: [],
    MIMode: "gdb",
    ...(launch.gdb === undefined ? {} : { miDebuggerPath: launch.gdb }),
    setupCommands: [{ description: "Print structures on lines of their own", text: "-enable-pretty-printing", ignoreFailures: true }],
  };
}

function haveCppExtension(): boolean {
  if (vscode.extensions.getExtension(cppExtension) !== undefined) return true;
  const show = "Show Extension";
  void vscode.window
    .showErrorMessage(`Debugging needs the C/C++ extension (${cppExtension}), which starts gdb on the built program; it is not installed.`, show)
    .then((answer) => {
      if (answer === show) void vscode.commands.executeCommand("workbench.extensions.search", `@id:${cppExtension}`);
    });
  return false;
}

export class ValeDebugging implements vscode.DebugConfigurationProvider {
  constructor(private readonly context: vscode.ExtensionContext) {}

  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [{ type: debugType, request: "launch", name: "Debug Vale program", project: "${workspaceFolder}" }];
  }

  // F5 without a launch.json gives an empty configuration: the open file's program is meant.
  resolveDebugConfiguration(_folder: vscode.WorkspaceFolder | undefined, given: vscode.DebugConfiguration): vscode.DebugConfiguration | undefined {
    if (given.type) return given;
    if (vscode.window.activeTextEditor?.document.languageId !== "vale") return undefined;
    return { type: debugType, request: "launch", name: "Debug Vale program" };
  }

  async resolveDebugConfigurationWithSubstitutedVariables(folder: vscode.WorkspaceFolder | undefined, given: vscode.DebugConfiguration): Promise<vscode.DebugConfiguration | undefined> {
    if (given.type !== debugType) return given;
    const launch = given as ValeLaunch;
    if (!mayRun("debugged") || !haveCppExtension()) return undefined;
    const programArguments = launch.arguments ?? config.programArguments(folder?.uri);
    if (launch.program !== undefined) return gdbConfiguration(launch, launch.program, launch.cwd ?? path.dirname(launch.program), programArguments);

    const program = await this.programOf(launch, folder);
    if (program === undefined) return undefined;
    const home = program.isProject ? program.source.fsPath : path.dirname(program.source.fsPath);
    const outputDir = path.resolve(home, launch.outputDir ?? path.join("build", "debug"));
    const code = await runTask(taskFor(this.context, program, "build", { debugInfo: true, opt: "O0", outputDir }));
    if (code !== 0) {
      void vscode.window.showErrorMessage("The program was not built, so there is nothing to debug. The terminal says why.");
      return undefined;
    }
    return gdbConfiguration(launch, path.join(outputDir, "main"), launch.cwd ?? home, programArguments);
  }

  private async programOf(launch: ValeLaunch, folder: vscode.WorkspaceFolder | undefined): Promise<Program | undefined> {
    if (launch.project === undefined) return activeProgram();
    const file = path.resolve(folder?.uri.fsPath ?? ".", launch.project);
    const program = await programOf(vscode.Uri.file(file));
    if (program === undefined) void vscode.window.showErrorMessage(`There is no Vale program at ${file}.`);
    return program;
  }
}

/** Starts debugging the program of the open file. */
export async function debugActive(): Promise<void> {
  const program = await activeProgram();
  if (program === undefined) return;
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(program.source), {
    type: debugType,
    request: "launch",
    name: "Debug Vale program",
    project: program.source.fsPath,
  });
}
