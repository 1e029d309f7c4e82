// What the compiler knows about a place, as documents beside the source: the server gives title, language and text
// (`vale/show`), and the document follows the source while it is edited.
import * as vscode from "vscode";
import type { ValeClient } from "./client";
import { NoAnswer } from "./client";
import type { FactKind, ShowParams, ShowResult } from "./requests";
import { factKinds, methods } from "./requests";

export const factScheme = "vale-fact";

export const factTitles: Record<FactKind, string> = {
  tree: "Syntax tree",
  items: "Items",
  rules: "Rules",
  solver: "How the solver went",
  body: "Checked body",
  itable: "Interface table",
  instantiations: "Instantiations",
  ir: "IR",
  llvm: "LLVM IR",
  bytecode: "Bytecode",
};

interface Place {
  readonly kind: FactKind;
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

const extensions: Record<string, string> = { vale: "vale", llvm: "ll", json: "json", markdown: "md" };

function isPlace(value: unknown): value is Place {
  const place = value as Partial<Place> | null;
  return typeof place?.uri === "string" && typeof place.line === "number" && typeof place.character === "number" && factKinds.includes(place.kind as FactKind);
}

function nothing(kind: FactKind): string {
  return `There is nothing here for "${factTitles[kind]}".`;
}

export class Facts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly fresh = new Map<string, string>();
  private readonly subscriptions: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly client: ValeClient) {
    this.subscriptions.push(
      vscode.workspace.registerTextDocumentContentProvider(factScheme, this),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document.languageId === "vale" && event.document.uri.scheme === "file") this.refreshSoon();
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const key = uri.toString();
    const known = this.fresh.get(key);
    if (known !== undefined) {
      this.fresh.delete(key);
      return known;
    }
    try {
      const place: unknown = JSON.parse(uri.query);
      if (!isPlace(place)) return "This address names no place of a program.\n";
      return (await this.ask(place, token))?.text ?? nothing(place.kind);
    } catch (error) {
      return `${error instanceof Error ? error.message : String(error)}\n`;
    }
  }

  /** Opens the fact beside the source. Without a place: the cursor's. */
  async show(kind: FactKind, uri?: vscode.Uri, position?: vscode.Position): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const document = uri ?? editor?.document.uri;
    const at = position ?? editor?.selection.active;
    if (document === undefined || at === undefined) {
      void vscode.window.showInformationMessage("Put the cursor into a Vale file first.");
      return;
    }
    const place: Place = { kind, uri: document.toString(), line: at.line, character: at.character };
    try {
      const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `Vale: ${factTitles[kind]}` }, () => this.ask(place));
      if (result === null) {
        void vscode.window.showInformationMessage(`Vale: ${nothing(kind)}`);
        return;
      }
      const name = (result.title.trim() || factTitles[kind]).replaceAll("/", ".");
      const target = vscode.Uri.from({ scheme: factScheme, path: `/${name}.${extensions[result.language] ?? "txt"}`, query: JSON.stringify(place) });
      this.fresh.set(target.toString(), result.text);
      this.changed.fire(target);
      let opened = await vscode.workspace.openTextDocument(target);
      if (opened.languageId !== result.language && (await vscode.languages.getLanguages()).includes(result.language)) {
        opened = await vscode.languages.setTextDocumentLanguage(opened, result.language);
      }
      await vscode.window.showTextDocument(opened, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      void vscode.window.showErrorMessage(`Vale: ${error.message}`);
    }
  }

  /** Lets the user pick what to show of the cursor's place. */
  async pick(): Promise<void> {
    const picked = await vscode.window.showQuickPick(
      factKinds.map((fact) => ({ label: factTitles[fact], fact })),
      { placeHolder: "What to show of the place at the cursor" },
    );
    if (picked !== undefined) await this.show(picked.fact);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  private ask(place: Place, token?: vscode.CancellationToken): Promise<ShowResult | null> {
    const params: ShowParams = { kind: place.kind, textDocument: { uri: place.uri }, position: { line: place.line, character: place.character } };
    return this.client.ask<ShowResult | null>(methods.show, params, token);
  }

  // Documents in view follow the edits, once typing pauses.
  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      for (const editor of vscode.window.visibleTextEditors) {
        if (editor.document.uri.scheme === factScheme) this.changed.fire(editor.document.uri);
      }
    }, 400);
  }
}
