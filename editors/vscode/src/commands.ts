// Every command, one line each; what a command does lives with its subject.
import * as vscode from "vscode";
import type { CodeLens, Location, Position } from "vscode-languageclient/node";
import type { Channels } from "./channels";
import type { ValeClient } from "./client";
import * as config from "./config";
import { debugActive } from "./debug";
import type { Facts } from "./facts";
import { openLibrarySource } from "./library";
import type { Verb } from "./programs";
import { activeProgram, programOf } from "./programs";
import type { QueriesView, QueryLine } from "./queries/view";
import type { FactKind } from "./requests";
import { ServerMissing } from "./server";
import type { StatusItem } from "./status";
import { runTask, taskFor } from "./tasks";
import { mayRun } from "./trust";

interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly channels: Channels;
  readonly client: ValeClient;
  readonly status: StatusItem;
  readonly facts: Facts;
  readonly queries: QueriesView;
}

const doing: Record<Verb, string> = { build: "built", run: "built or run", interpret: "run", check: "checked as a whole", test: "tested" };

const factCommands: Record<string, FactKind> = {
  "vale.showTree": "tree",
  "vale.showItems": "items",
  "vale.showRules": "rules",
  "vale.showSolver": "solver",
  "vale.showBody": "body",
  "vale.showItable": "itable",
  "vale.showInstantiations": "instantiations",
  "vale.showIr": "ir",
  "vale.showLlvmIr": "llvm",
  "vale.showBytecode": "bytecode",
};

export function registerCommands(parts: Parts): vscode.Disposable[] {
  const { context, channels, client, status, facts, queries } = parts;

  // Gives the exit code; undefined when nothing was started.
  const perform = async (verb: Verb, uri?: vscode.Uri, options?: string[]): Promise<number | undefined> => {
    if (!mayRun(doing[verb])) return undefined;
    const program = await activeProgram(uri);
    if (program === undefined) return undefined;
    try {
      return await runTask(taskFor(context, program, verb, options === undefined ? {} : { options }));
    } catch (error) {
      if (!(error instanceof ServerMissing)) throw error;
      void vscode.window.showErrorMessage(`Vale: ${error.message}`);
      return undefined;
    }
  };

  const runMain = (uri: string) => perform(config.runsInVm() ? "interpret" : "run", vscode.Uri.parse(uri));
  const runTest = (uri: string, name: string) => perform("test", vscode.Uri.parse(uri), ["--filter", name]);

  const handlers: Record<string, (...given: never[]) => unknown> = {
    "vale.build": (uri?: vscode.Uri) => perform("build", asUri(uri)),
    "vale.run": (uri?: vscode.Uri) => perform("run", asUri(uri)),
    "vale.runInVm": (uri?: vscode.Uri) => perform("interpret", asUri(uri)),
    "vale.check": (uri?: vscode.Uri) => perform("check", asUri(uri)),
    "vale.test": (uri?: vscode.Uri) => perform("test", asUri(uri)),
    "vale.debug": () => (mayRun("debugged") ? debugActive() : undefined),
    "vale.runTestAtCursor": () => runTestAtCursor(runTest),
    "vale.runMain": runMain,
    "vale.runTest": runTest,
    "vale.restartServer": () => client.restart(),
    "vale.showOutput": () => channels.output.show(true),
    "vale.showTrace": () => channels.trace.show(true),
    "vale.showStatus": () => status.pick(),
    "vale.openLibrarySource": () => openLibrarySource(client),
    "vale.showQueries": () => queries.show(),
    "vale.refreshQueries": () => queries.refresh(true),
    "vale.showQueryPath": (line?: QueryLine) => queries.draw(line),
    "vale.show": () => facts.pick(),
    "vale.showReferences": (uri: string, position: Position, locations: Location[]) => showReferences(client, uri, position, locations),
  };
  for (const [command, kind] of Object.entries(factCommands)) {
    // A lens gives its place; the palette and menus mean the cursor's.
    handlers[command] = (uri?: unknown, position?: Position) =>
      typeof uri === "string" && position !== undefined
        ? facts.show(kind, vscode.Uri.parse(uri), new vscode.Position(position.line, position.character))
        : facts.show(kind);
  }
  return Object.entries(handlers).map(([command, handler]) => vscode.commands.registerCommand(command, handler));
}

// Menus hand over an address, the palette nothing.
function asUri(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : undefined;
}

// Shows locations that a lens brings along, in the editor's own view of references.
async function showReferences(client: ValeClient, uri: string, position: Position, locations: Location[]): Promise<void> {
  const converter = client.converter;
  if (converter === undefined) return;
  await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(uri), converter.asPosition(position), locations.map((location) => converter.asLocation(location)));
}

// Which functions are tests only the server knows: it puts a lens above each. The one at or next above the cursor is meant.
async function runTestAtCursor(run: (uri: string, name: string) => Promise<number | undefined>): Promise<number | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "vale" || (await programOf(editor.document.uri)) === undefined) {
    void vscode.window.showInformationMessage("Put the cursor into a test of a Vale file first.");
    return undefined;
  }
  const lenses = (await vscode.commands.executeCommand<(CodeLens & vscode.CodeLens)[]>("vscode.executeCodeLensProvider", editor.document.uri, 1000)) ?? [];
  const line = editor.selection.active.line;
  const tests = lenses.filter((lens) => lens.command?.command === "vale.runTest" && lens.range.start.line <= line).sort((a, b) => b.range.start.line - a.range.start.line);
  const given = tests[0]?.command?.arguments as [string, string] | undefined;
  if (given === undefined) {
    void vscode.window.showInformationMessage("There is no test at the cursor.");
    return undefined;
  }
  return run(...given);
}
