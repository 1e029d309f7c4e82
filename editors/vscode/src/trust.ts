// Nothing is built, run or debugged in a folder that is not trusted: a build runs the folder's C through a compiler, and a
// program may do anything.
import * as vscode from "vscode";

/** True in a trusted workspace; else says why nothing happens, and offers the way to trust. */
export function mayRun(what: string): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = "Manage Workspace Trust";
  void vscode.window.showWarningMessage(`This folder is not trusted, so nothing in it is ${what}.`, manage).then((answer) => {
    if (answer === manage) void vscode.commands.executeCommand("workbench.trust.manage");
  });
  return false;
}
