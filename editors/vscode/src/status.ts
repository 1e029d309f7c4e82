// The item in the status bar: whether there is a server, which one, and what it holds.
import * as vscode from "vscode";
import type { ServerState, ValeClient } from "./client";
import type { ServerStatus } from "./requests";
import { methods } from "./requests";

const links = "[Restart](command:vale.restartServer) | [Output](command:vale.showOutput) | [Trace](command:vale.showTrace) | [Queries](command:vale.showQueries)";

/** Numbers of the server's status as a person reads them. */
export function describeStatus(status: ServerStatus): string[] {
  const megabytes = Math.round(status.memoryBytes / (1024 * 1024));
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
  return [count(status.files, "file"), `${status.problems === 0 ? "none" : status.problems} with problems`, `${megabytes} MB`, `revision ${status.revision}`];
}

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("vale.status", vscode.StatusBarAlignment.Right, 100);
  private readonly listener: vscode.Disposable;

  constructor(private readonly client: ValeClient) {
    this.item.name = "Vale";
    this.item.command = "vale.showStatus";
    this.listener = client.onDidChangeState((state) => this.show(state));
    this.show(client.state);
    this.item.show();
  }

  /** The server's own numbers; empty when it gives none. */
  async details(): Promise<string[]> {
    try {
      return describeStatus(await this.client.ask<ServerStatus>(methods.status, {}));
    } catch {
      return [];
    }
  }

  /** Shows state and version, what the server holds, and what can be done. */
  async pick(): Promise<void> {
    const state = this.client.state;
    const details = await this.details();
    const choices: (vscode.QuickPickItem & { command?: string })[] = [
      { label: "$(debug-restart) Restart the server", command: "vale.restartServer" },
      { label: "$(output) Show the output", command: "vale.showOutput" },
      { label: "$(arrow-swap) Show the protocol trace", command: "vale.showTrace" },
      { label: "$(list-tree) Show which queries ran", command: "vale.showQueries" },
      { label: "$(library) Open library source", command: "vale.openLibrarySource" },
      { label: "$(settings-gear) Open the settings", command: "workbench.action.openSettings" },
    ];
    const picked = await vscode.window.showQuickPick(choices, { title: ["Vale", words(state), ...details].join(" · "), placeHolder: "What to do" });
    if (picked?.command === "workbench.action.openSettings") await vscode.commands.executeCommand(picked.command, "vale.");
    else if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command);
  }

  dispose(): void {
    this.listener.dispose();
    this.item.dispose();
  }

  private show(state: ServerState): void {
    const item = this.item;
    item.backgroundColor = state.kind === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    const icon = { stopped: "$(circle-slash)", starting: "$(loading~spin)", running: "$(check)", failed: "$(error)" }[state.kind];
    item.text = state.kind === "running" ? `${icon} Vale ${state.version}` : `${icon} Vale`;
    item.accessibilityInformation = { label: `Vale: ${words(state)}` };
    const tooltip = new vscode.MarkdownString(undefined, true);
    tooltip.isTrusted = true;
    tooltip.appendMarkdown("**Vale** ");
    tooltip.appendText(words(state));
    if (state.kind === "running") {
      tooltip.appendMarkdown("\n\n");
      tooltip.appendText(`${state.path}, from ${state.source}`);
    }
    tooltip.appendMarkdown(`\n\n${links}`);
    item.tooltip = tooltip;
  }
}

function words(state: ServerState): string {
  switch (state.kind) {
    case "stopped":
      return "the server is stopped";
    case "starting":
      return "the server is starting";
    case "running":
      return `vale-ls ${state.version} is running`;
    case "failed":
      return state.message;
  }
}
