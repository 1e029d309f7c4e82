// The list of the queries that the last edit made run, with times; below each, what had changed and so made it run.
import * as path from "node:path";
import * as vscode from "vscode";
import type { ValeClient } from "../client";
import { NoAnswer } from "../client";
import type { LastEdit, QueryRun } from "../requests";
import { methods } from "../requests";
import { causesOf, duration, label } from "./model";
import { QueryPicture, revealCommand } from "./panel";

export const viewId = "vale.queries";

/** A line of the view. Below a query stand its causes, so one query may have many lines. */
export interface QueryLine {
  readonly edit: LastEdit;
  readonly index: number;
  readonly above: QueryLine | undefined;
}

const icons: Record<QueryRun["outcome"], vscode.ThemeIcon> = {
  ran: new vscode.ThemeIcon("sync", new vscode.ThemeColor("charts.orange")),
  backdated: new vscode.ThemeIcon("history", new vscode.ThemeColor("charts.green")),
  offered: new vscode.ThemeIcon("arrow-right", new vscode.ThemeColor("charts.purple")),
  loaded: new vscode.ThemeIcon("archive", new vscode.ThemeColor("charts.purple")),
  input: new vscode.ThemeIcon("edit", new vscode.ThemeColor("charts.blue")),
};

const meanings: Record<QueryRun["outcome"], string> = {
  ran: "it ran, and its answer is new",
  backdated: "it ran, and its answer is the same as before: nothing behind it had to run",
  offered: "it was brought up to date along with the larger value it belongs to",
  loaded: "its answer was found in the cache",
  input: "it was written from outside",
};

export class QueriesView implements vscode.TreeDataProvider<QueryLine>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<QueryLine>;
  private readonly subscriptions: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;
  private edit: LastEdit | undefined;
  readonly picture = new QueryPicture();

  constructor(private readonly client: ValeClient) {
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions.push(
      this.view,
      this.picture,
      this.view.onDidChangeVisibility((event) => {
        if (event.visible) this.refreshSoon();
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document.languageId === "vale" && event.contentChanges.length > 0) this.refreshSoon();
      }),
      // Problems arrive when the edit has been worked through.
      vscode.languages.onDidChangeDiagnostics(() => this.refreshSoon()),
      client.onDidChangeState((state) => {
        if (state.kind !== "running") this.take(undefined, "");
        else this.refreshSoon();
      }),
      vscode.commands.registerCommand(revealCommand, reveal),
    );
  }

  /** The lines now, without an editor. */
  get lines(): readonly QueryLine[] {
    const edit = this.edit;
    return edit === undefined ? [] : edit.queries.map((_, index) => ({ edit, index, above: undefined }));
  }

  getTreeItem(line: QueryLine): vscode.TreeItem {
    const query = line.edit.queries[line.index];
    if (query === undefined) return new vscode.TreeItem("");
    const item = new vscode.TreeItem(label(query), causesOf(line.edit, line.index).length > 0 && !isCircle(line) ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
    item.description = query.outcome === "input" ? "written" : query.outcome === "ran" ? duration(query.milliseconds) : `${duration(query.milliseconds)}, ${query.outcome}`;
    item.iconPath = icons[query.outcome];
    item.contextValue = "query";
    item.tooltip = `${label(query)}\n${meanings[query.outcome]}\n${duration(query.milliseconds)} of its own, ${duration(query.totalMilliseconds)} with what it ran`;
    if (query.uri != null) item.command = { command: revealCommand, title: "Show", arguments: [query.uri, query.range] };
    return item;
  }

  getChildren(line?: QueryLine): QueryLine[] {
    if (line === undefined) return [...this.lines];
    return causesOf(line.edit, line.index).map((index) => ({ edit: line.edit, index, above: line }));
  }

  getParent(line: QueryLine): QueryLine | undefined {
    return line.above;
  }

  /** Opens the view and asks the server. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
    await this.refresh(true);
  }

  /** Asks the server; says aloud why there is no answer only when somebody waits for one. */
  async refresh(aloud: boolean): Promise<void> {
    try {
      const edit = await this.client.ask<LastEdit>(methods.lastEdit, {});
      const { ran, backdated, validated, left } = edit.counts;
      const file = edit.document === null ? "" : `${path.posix.basename(vscode.Uri.parse(edit.document).path)}: `;
      this.take(edit, `${file}${ran} ran, ${backdated} backdated, ${validated} found valid in ${duration(edit.milliseconds)}${left === 0 ? "" : `; ${left} are not listed`}`);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.take(undefined, "");
      if (aloud) void vscode.window.showErrorMessage(`Vale: ${error.message}`);
    }
  }

  /** Draws why the query of a line ran; without a line, the selected one. */
  draw(line?: QueryLine): void {
    const chosen = line ?? this.view.selection[0];
    if (chosen !== undefined) this.picture.show(chosen.edit, chosen.index);
    else void vscode.window.showInformationMessage("Choose a query in the list of the last edit's queries first.");
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  private take(edit: LastEdit | undefined, message: string): void {
    this.edit = edit;
    // The view has no header of its own while it is alone in its container: only a message is seen there.
    this.view.message = message;
    this.changed.fire();
  }

  private refreshSoon(): void {
    if (!this.view.visible) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(false), 300);
  }
}

// A query that stands above itself is not opened again.
function isCircle(line: QueryLine): boolean {
  for (let at = line.above; at !== undefined; at = at.above) if (at.index === line.index) return true;
  return false;
}

async function reveal(file: string, range?: QueryRun["range"]): Promise<void> {
  const selection = range == null ? undefined : new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(file), { preview: true, ...(selection === undefined ? {} : { selection }) });
}
