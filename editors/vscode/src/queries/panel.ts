// The tab with the picture of why a query ran.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LastEdit } from "../requests";
import { label, pathTo } from "./model";
import { drawPath, page } from "./picture";

/** What a click on a box does. */
export const revealCommand = "vale.revealQuery";

export class QueryPicture implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  /** The page that was last shown, for whoever wants to look at it without eyes. */
  html = "";

  show(edit: LastEdit, index: number): void {
    const query = edit.queries[index];
    if (query === undefined) return;
    if (this.panel === undefined) {
      this.panel = vscode.window.createWebviewPanel("vale.queryPath", "", { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: false, enableCommandUris: [revealCommand], localResourceRoots: [] });
      this.panel.onDidDispose(() => (this.panel = undefined));
    }
    const path = pathTo(edit, index);
    const svg = drawPath(edit, path, index, (at) => {
      const { uri, range } = edit.queries[at] ?? {};
      return uri == null ? undefined : `command:${revealCommand}?${encodeURIComponent(JSON.stringify([uri, range ?? null]))}`;
    });
    const causes = path.layers.length > 1 ? "Each arrow leads from what had changed to what ran because of it." : "Nothing the query had asked for had changed: it ran for the first time, or again after it was let go.";
    const note = path.leftOut === 0 ? causes : `${causes} ${path.leftOut} more causes are left out.`;
    this.panel.title = `Why ${query.name} ran`;
    this.html = page(`Why ${label(query)} ran in revision ${edit.revision}`, note, svg, randomBytes(16).toString("base64"));
    this.panel.webview.html = this.html;
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel?.dispose();
  }
}
