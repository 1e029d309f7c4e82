// Opening the library's source. Its files have no path: the server gives their text under vale-library: addresses, and finds
// their symbols with the others.
import * as vscode from "vscode";

export const libraryScheme = "vale-library";

interface SymbolItem extends vscode.QuickPickItem {
  readonly location: vscode.Location;
}

const kinds: Partial<Record<vscode.SymbolKind, string>> = {
  [vscode.SymbolKind.Function]: "symbol-function",
  [vscode.SymbolKind.Method]: "symbol-method",
  [vscode.SymbolKind.Struct]: "symbol-struct",
  [vscode.SymbolKind.Interface]: "symbol-interface",
};

async function librarySymbols(query: string): Promise<SymbolItem[]> {
  const found = (await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>("vscode.executeWorkspaceSymbolProvider", query)) ?? [];
  return found
    .filter((symbol) => symbol.location.uri.scheme === libraryScheme)
    .map((symbol) => ({
      label: `$(${kinds[symbol.kind] ?? "symbol-misc"}) ${symbol.name}`,
      description: symbol.location.uri.path.slice(1),
      alwaysShow: true,
      location: symbol.location,
    }));
}

/** Asks for a name and opens where the library declares it; begins with the word at the cursor. */
export function openLibrarySource(): void {
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
    const items = await librarySymbols(pick.value);
    if (mine !== turn) return;
    pick.items = items;
    pick.busy = false;
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
