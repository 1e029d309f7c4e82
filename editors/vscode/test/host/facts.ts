// What the compiler knows about a place, in documents beside the source. Some of it exists for programs without errors only.
import * as vscode from "vscode";
import { holds, open, place, test, until } from "./runner";

export async function facts(): Promise<void> {
  await test("Each fact the compiler knows can be shown", async () => {
    const ship = await open("src/ships/ship.vale");
    const shown: Record<string, [before: string, after: string, words: string]> = {
      "vale.showTree": ["func bu", "rn", "Function"],
      "vale.showItems": ["func bu", "rn", "announce"],
      "vale.showRules": ["func anno", "unce", "T"],
      "vale.showSolver": ["func anno", "unce", "T"],
      "vale.showBody": ["func bu", "rn", "set member"],
      "vale.showInstantiations": ["func anno", "unce", "Ship"],
      "vale.showIr": ["func bu", "rn", "burn"],
      "vale.showLlvmIr": ["func bu", "rn", "define"],
      "vale.showBytecode": ["func bu", "rn", "burn"],
    };
    for (const [command, [before, after, words]] of Object.entries(shown)) {
      const editor = await vscode.window.showTextDocument(ship, vscode.ViewColumn.One);
      const at = place(ship, before, after);
      editor.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand(command);
      const document = vscode.window.visibleTextEditors.map((one) => one.document).find((one) => one.uri.scheme === "vale-fact");
      holds(document?.getText().includes(words) === true, `${command}: ${document?.uri.path}\n${document?.getText()}`);
      await vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
    }
    await vscode.commands.executeCommand("vale.showInstantiations", ship.uri.toString(), { line: 14, character: 7 });
    holds(vscode.window.visibleTextEditors.some((one) => one.document.uri.scheme === "vale-fact"), "a lens shows the place it names");
  });

  await test("A shown fact follows the edits", async () => {
    const ship = await open("src/ships/ship.vale");
    await vscode.commands.executeCommand("vale.showBody", ship.uri.toString(), { line: 6, character: 6 });
    const shown = vscode.window.visibleTextEditors.map((one) => one.document).find((one) => one.uri.scheme === "vale-fact");
    const before = shown?.getText() ?? "";
    const edit = new vscode.WorkspaceEdit();
    edit.replace(ship.uri, new vscode.Range(7, 30, 7, 36), "77");
    await vscode.workspace.applyEdit(edit);
    await until("the body shows the edit", () => shown?.getText() !== before && shown?.getText().includes("77"));
    await vscode.window.showTextDocument(ship);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
  });
}
