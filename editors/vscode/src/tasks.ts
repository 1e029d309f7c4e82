// Tasks of type `vale`: offered for every project of the workspace and the open file, and made from what tasks.json says.
import * as path from "node:path";
import * as vscode from "vscode";
import * as config from "./config";
import type { Program, Verb } from "./programs";
import { argumentsOf, programName, programOf, projectsOfWorkspace, workingFolder } from "./programs";
import { commandEnvironment, findServer } from "./server";

export const taskType = "vale";

/** What tasks.json may say; see taskDefinitions in package.json. */
export interface ValeTaskDefinition extends vscode.TaskDefinition {
  readonly command: Verb;
  readonly project?: string;
  readonly sources?: readonly string[];
  readonly opt?: string;
  readonly region?: string;
  readonly debugInfo?: boolean;
  readonly outputDir?: string;
  readonly arguments?: readonly string[];
  readonly options?: readonly string[];
}

const verbs: readonly Verb[] = ["build", "run", "interpret", "check", "test"];
const titles: Record<Verb, string> = { build: "build", run: "build and run", interpret: "run in the VM", check: "check", test: "test" };

/** The task that does what the definition says. Throws when there is no vale-ls. */
export function makeTask(context: vscode.ExtensionContext, definition: ValeTaskDefinition, scope: vscode.WorkspaceFolder | vscode.TaskScope, folder: vscode.Uri, name: string): vscode.Task {
  const settings = config.buildSettings(folder);
  const runs = definition.command === "run" || definition.command === "interpret";
  const sources = definition.sources ?? [path.resolve(folder.fsPath, definition.project ?? ".")];
  const words = argumentsOf(
    {
      verb: definition.command,
      sources,
      opt: definition.opt,
      region: definition.region,
      debugInfo: definition.debugInfo,
      outputDir: definition.outputDir,
      programArguments: definition.arguments ?? (runs ? config.programArguments(folder) : []),
      options: definition.options ?? [],
    },
    settings,
  );
  const execution = new vscode.ProcessExecution(findServer(context).path, words, { cwd: folder.fsPath, env: commandEnvironment() });
  const task = new vscode.Task(definition, scope, name, taskType, execution, "$vale");
  if (definition.command === "build" || definition.command === "check") task.group = vscode.TaskGroup.Build;
  if (definition.command === "test") task.group = vscode.TaskGroup.Test;
  task.detail = `vale-ls ${words.join(" ")}`;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: false, clear: true, showReuseMessage: false, panel: vscode.TaskPanelKind.Shared };
  return task;
}

/** A task for a program that a command names. */
export function taskFor(context: vscode.ExtensionContext, program: Program, verb: Verb, more: Partial<ValeTaskDefinition> = {}): vscode.Task {
  const folder = workingFolder(program);
  const workspaceFolder = vscode.workspace.getWorkspaceFolder(program.source);
  const project = path.relative(folder.fsPath, program.source.fsPath);
  const definition: ValeTaskDefinition = { type: taskType, command: verb, ...(project === "" ? {} : { project }), ...more };
  const name = project === "" ? titles[verb] : `${titles[verb]} ${project}`;
  return makeTask(context, definition, workspaceFolder ?? vscode.TaskScope.Workspace, folder, name === titles[verb] && workspaceFolder === undefined ? `${name} ${programName(program)}` : name);
}

export class ValeTasks implements vscode.TaskProvider {
  constructor(private readonly context: vscode.ExtensionContext) {}

  async provideTasks(token: vscode.CancellationToken): Promise<vscode.Task[]> {
    if (!vscode.workspace.isTrusted) return [];
    const programs: Program[] = (await projectsOfWorkspace(token)).map((source) => ({ source, isProject: true }));
    const open = vscode.window.activeTextEditor?.document;
    const alone = open?.languageId === "vale" ? await programOf(open.uri) : undefined;
    if (alone !== undefined && !programs.some((program) => program.source.toString() === alone.source.toString())) programs.push(alone);
    return programs.flatMap((program) => verbs.map((verb) => taskFor(this.context, program, verb)));
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    if (!vscode.workspace.isTrusted) return undefined;
    const definition = task.definition as ValeTaskDefinition;
    if (!verbs.includes(definition.command)) return undefined;
    const scope = task.scope ?? vscode.TaskScope.Workspace;
    const folder = typeof scope === "object" ? scope.uri : vscode.workspace.workspaceFolders?.[0]?.uri;
    if (folder === undefined) return undefined;
    // The definition must be the very one that was given, or the editor does not know the task again.
    return makeTask(this.context, definition, scope, folder, task.name);
  }
}

/** Saves what a build reads, and runs the task. Settles with the exit code when it has ended; undefined when it was cut off. */
export async function runTask(task: vscode.Task): Promise<number | undefined> {
  await saveSources();
  return new Promise<number | undefined>((resolve, reject) => {
    let execution: vscode.TaskExecution | undefined;
    const early: vscode.TaskProcessEndEvent[] = [];
    const finish = (code: number | undefined) => {
      ended.dispose();
      over.dispose();
      resolve(code);
    };
    const ended = vscode.tasks.onDidEndTaskProcess((event) => {
      if (execution === undefined) early.push(event);
      else if (event.execution === execution) finish(event.exitCode);
    });
    const over = vscode.tasks.onDidEndTask((event) => {
      if (execution !== undefined && event.execution === execution) setTimeout(() => finish(undefined), 500);
    });
    vscode.tasks.executeTask(task).then((started) => {
      execution = started;
      const event = early.find((known) => known.execution === started);
      if (event !== undefined) finish(event.exitCode);
    }, (error: unknown) => {
      ended.dispose();
      over.dispose();
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

async function saveSources(): Promise<void> {
  const dirty = vscode.workspace.textDocuments.filter((document) => document.isDirty && !document.isUntitled && (document.languageId === "vale" || document.uri.path.endsWith("/vale.json")));
  await Promise.all(dirty.map((document) => document.save()));
}
