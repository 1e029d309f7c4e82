// Where the extension begins: makes the parts and knows nothing more about them.
import * as vscode from "vscode";
import { Channels } from "./channels";
import type { ServerState } from "./client";
import { ValeClient } from "./client";
import { registerCommands } from "./commands";
import { debugType, ValeDebugging } from "./debug";
import { Facts } from "./facts";
import type { LastEdit } from "./requests";
import { QueriesView } from "./queries/view";
import { StatusItem } from "./status";
import { taskType, ValeTasks } from "./tasks";

/** What other extensions, and the tests, may use. */
export interface ValeApi {
  readonly state: ServerState;
  readonly onDidChangeState: vscode.Event<ServerState>;
  /** Asks the server; throws with words for the user. */
  ask<Result>(method: string, params: unknown): Promise<Result>;
  /** Draws why a query ran and gives the page. */
  drawQuery(edit: LastEdit, index: number): string;
}

let client: ValeClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<ValeApi> {
  const channels = new Channels();
  const started = new ValeClient(context, channels);
  client = started;
  const status = new StatusItem(started);
  const facts = new Facts(started);
  const queries = new QueriesView(started);
  context.subscriptions.push(
    channels,
    status,
    facts,
    queries,
    ...registerCommands({ context, channels, client: started, status, facts, queries }),
    vscode.tasks.registerTaskProvider(taskType, new ValeTasks(context)),
    vscode.debug.registerDebugConfigurationProvider(debugType, new ValeDebugging(context)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("vale.server")) void started.restart();
    }),
    // Settings of the folder count from now on; which server to start may be among them.
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
  );
  await vscode.commands.executeCommand("setContext", "vale.active", true);
  // Not awaited: commands and tasks are there at once.
  void started.restart();
  return {
    get state() {
      return started.state;
    },
    onDidChangeState: started.onDidChangeState,
    ask: (method, params) => started.ask(method, params),
    drawQuery(edit, index) {
      queries.picture.show(edit, index);
      return queries.picture.html;
    },
  };
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
