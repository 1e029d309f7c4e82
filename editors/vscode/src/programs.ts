// Which program a file belongs to, as the command line sees it: the nearest vale.json here or above, else the file alone.
// And the words of a command line for it. What modules and packages are is vale-ls's matter.
import * as path from "node:path";
import * as vscode from "vscode";
import type { BuildSettings } from "./config";

/** A program by where it is. */
export interface Program {
  /** The folder of a vale.json, or a .vale file. */
  readonly source: vscode.Uri;
  readonly isProject: boolean;
}

export type Verb = "build" | "run" | "interpret" | "check" | "test";

export interface CommandLine {
  readonly verb: Verb;
  readonly sources: readonly string[];
  readonly opt?: string | undefined;
  readonly region?: string | undefined;
  readonly debugInfo?: boolean | undefined;
  readonly outputDir?: string | undefined;
  readonly programArguments?: readonly string[];
  readonly options?: readonly string[];
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The folder itself or the nearest one above that holds a vale.json. */
async function projectAbove(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let at = folder; ; ) {
    if (await exists(vscode.Uri.joinPath(at, "vale.json"))) return at;
    const above = vscode.Uri.joinPath(at, "..");
    if (above.path === at.path) return undefined;
    at = above;
  }
}

/** The program a file or folder belongs to; undefined for what belongs to none. */
export async function programOf(uri: vscode.Uri): Promise<Program | undefined> {
  if (uri.scheme !== "file") return undefined;
  const isSource = uri.path.endsWith(".vale");
  const project = await projectAbove(isSource || uri.path.endsWith("/vale.json") ? vscode.Uri.joinPath(uri, "..") : uri);
  if (project !== undefined) return { source: project, isProject: true };
  return isSource ? { source: uri, isProject: false } : undefined;
}

/** Every project in the workspace's folders, nearest to the root first. */
export async function projectsOfWorkspace(token?: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles("**/vale.json", "**/node_modules/**", 100, token);
  const folders = found.map((file) => vscode.Uri.joinPath(file, ".."));
  return folders.sort((a, b) => a.path.split("/").length - b.path.split("/").length || a.path.localeCompare(b.path));
}

/** The program that commands mean: of the open file, else the only one of the workspace, else what the user picks. */
export async function activeProgram(uri?: vscode.Uri): Promise<Program | undefined> {
  const of = uri ?? vscode.window.activeTextEditor?.document.uri;
  const program = of === undefined ? undefined : await programOf(of);
  if (program !== undefined) return program;
  const projects = await projectsOfWorkspace();
  const first = projects[0];
  if (first === undefined) {
    void vscode.window.showErrorMessage("There is no Vale program here: open a .vale file, or a folder with a vale.json.");
    return undefined;
  }
  if (projects.length === 1) return { source: first, isProject: true };
  const picked = await vscode.window.showQuickPick(
    projects.map((source) => ({ label: vscode.workspace.asRelativePath(source), source })),
    { placeHolder: "Which program?" },
  );
  return picked === undefined ? undefined : { source: picked.source, isProject: true };
}

/** Where the program's commands run. */
export function workingFolder(program: Program): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(program.source)?.uri ?? (program.isProject ? program.source : vscode.Uri.joinPath(program.source, ".."));
}

/** The name a person knows the program by. */
export function programName(program: Program): string {
  return path.basename(program.source.fsPath);
}

/** The arguments of vale-ls. */
export function argumentsOf(line: CommandLine, settings: BuildSettings): string[] {
  const native = line.verb === "build" || line.verb === "run";
  const runs = line.verb === "run" || line.verb === "interpret";
  const words: string[] = { build: ["--build"], run: ["--build", "--run"], interpret: ["--run"], check: ["--check"], test: ["--test"] }[line.verb];
  words.push(...line.sources);
  const opt = line.opt ?? settings.opt;
  const region = line.region ?? settings.region;
  if (native && opt !== undefined) words.push("--opt", opt);
  if ((native || runs || line.verb === "test") && region !== undefined) words.push("--region", region);
  if (native && (line.debugInfo ?? settings.debugInfo)) words.push("--debug-info");
  if (native && line.outputDir !== undefined) words.push("--output-dir", line.outputDir);
  if (settings.noStd) words.push("--no-std");
  if (settings.noImplicitBuiltins) words.push("--no-implicit-builtins");
  words.push(...(line.options ?? []));
  if (runs && line.programArguments !== undefined && line.programArguments.length > 0) words.push("--", ...line.programArguments);
  return words;
}
