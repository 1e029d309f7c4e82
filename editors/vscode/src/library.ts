// Opening the library's source. Its files have no path: the server gives their text under vale-library: addresses, and knows
// their symbols.
import * as vscode from "vscode";
import type { SymbolInformation } from "vscode-languageclient/node";
import type { ValeClient } from "./client";
import { NoAnswer } from "./client";
import { methods } from "./requests";

interface SymbolItem extends vscode.QuickPickItem {
  readonly location: vscode.Location;
}

const kinds: Partial<Record<vscode.SymbolKind, string>> = {
  [vscode.SymbolKind.Function]: "symbol-function",
  [vscode.SymbolKind.Method]: "symbol-method",
  [vscode.SymbolKind.Struct]: "symbol-struct",
  [vscode.SymbolKind.Interface]: "symbol-interface",
};

async function librarySymbols(client: ValeClient, query: string): Promise<SymbolItem[]> {
  const found = await client.ask<SymbolInformation[]>(methods.librarySymbols, { query });
  const symbols = (await client.converter?.asSymbolInformations(found)) ?? [];
  return symbols.map((symbol) => ({
    label: `$(${kinds[symbol.kind] ?? "symbol-misc"}) ${symbol.name}`,
    description: symbol.location.uri.path.slice(1),
    alwaysShow: true,
    location: symbol.location,
  }));
}

/** Asks for a name and opens where the library declares it; begins with the word at the cursor. */
export function openLibrarySource(client: ValeClient): void {
  const editor = vscode.window.activeTextEditor;
  const word = editor?.document.languageId === "vale" ? editor.document.getWordRangeAtPosition(editor.selection.active) : undefined;
  const pick = vscode.window.createQuickPick<SymbolItem>();
  pick.title = "Open library source";
  pick.placeholder = "A function, struct or interface of the library";
  pick.value = word === undefined || editor === undefined ? "" : editor.document.getText(word);
  let turn = 0;
  const find = async () => {
    const mine = ++turn;
    pick.busy = true;
    try {
      const items = await librarySymbols(client, pick.value);
      if (mine !== turn) return;
      pick.items = items;
      pick.busy = false;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      pick.hide();
      void vscode.window.showErrorMessage(`Vale: ${error.message}`);
    }
  };
  pick.onDidChangeValue(() => void find());
  pick.onDidAccept(() => {
    const chosen = pick.selectedItems[0];
    pick.hide();
    if (chosen !== undefined) void vscode.window.showTextDocument(chosen.location.uri, { selection: chosen.location.range, preview: true });
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
  void find();
}
