// Runs a named test and says how it went, one line each; whoever reads the host's log counts.
import * as vscode from "vscode";

let failed = 0;

export async function test(name: string, body: () => Promise<void>): Promise<void> {
  const start = Date.now();
  let error: string | null = null;
  try {
    await body();
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    failed++;
  }
  console.log(`vale-test ${JSON.stringify({ name, milliseconds: Date.now() - start, error })}`);
}

export function failures(): number {
  return failed;
}

/** Lets the log out before the host ends. */
export async function finish(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 500));
}

export async function until<T>(what: string, find: () => Promise<T | undefined | false> | T | undefined | false, milliseconds = 20_000): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited ${milliseconds / 1000} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function equal(found: unknown, wanted: unknown, what: string): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: found ${a}, wanted ${b}`);
}

export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

export function folder(): vscode.WorkspaceFolder {
  const first = vscode.workspace.workspaceFolders?.[0];
  if (first === undefined) throw new Error("no folder is open");
  return first;
}

export function uri(name: string): vscode.Uri {
  return vscode.Uri.joinPath(folder().uri, name);
}

export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The place behind `before` where `before + after` stands. */
export function place(document: vscode.TextDocument, before: string, after = ""): vscode.Position {
  const at = document.getText().indexOf(before + after);
  if (at < 0) throw new Error(`${document.uri.path} does not hold '${before + after}'`);
  return document.positionAt(at + before.length);
}

export const extensionId = "vale-language-tools.vale";

export interface Api {
  readonly state: { readonly kind: string; readonly version?: string; readonly path?: string; readonly source?: string };
  ask<Result>(method: string, params: unknown): Promise<Result>;
  drawQuery(edit: unknown, index: number): string;
}

export async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(extensionId);
  if (extension === undefined) throw new Error("the extension is not installed");
  const exported = await extension.activate();
  await until("the server runs", () => exported.state.kind === "running" && exported.state);
  return exported;
}

export async function diagnostics(document: vscode.Uri, wanted: (all: vscode.Diagnostic[]) => boolean): Promise<vscode.Diagnostic[]> {
  return until(`the problems of ${document.path} are as wanted`, () => {
    const all = vscode.languages.getDiagnostics(document);
    return wanted(all) && all;
  });
}
