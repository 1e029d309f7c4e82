// Which vale-ls to start. The user's own choice comes first, then the one in the package, then PATH; a relative entry of PATH
// is passed over, since it would find whatever the open folder holds.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import * as config from "./config";

export interface ServerProgram {
  readonly path: string;
  /** Where it was found, in words. */
  readonly source: "the setting vale.server.path" | "the extension" | "PATH";
}

/** No vale-ls is there to start; the message says what to do. */
export class ServerMissing extends Error {}

const fileName = process.platform === "win32" ? "vale-ls.exe" : "vale-ls";

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function expand(file: string): string {
  if (file === "~" || file.startsWith("~/")) file = path.join(os.homedir(), file.slice(1));
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder !== undefined) file = file.replaceAll("${workspaceFolder}", folder);
  if (path.isAbsolute(file) || folder === undefined) return file;
  return path.resolve(folder, file);
}

export function findServer(context: vscode.ExtensionContext): ServerProgram {
  const chosen = config.serverPath();
  if (chosen !== "") {
    const file = expand(chosen);
    if (isExecutable(file)) return { path: file, source: "the setting vale.server.path" };
    throw new ServerMissing(`The setting vale.server.path names ${file}, which is not a program that can be started.`);
  }
  const bundled = path.join(context.extensionPath, "server", fileName);
  if (isExecutable(bundled)) return { path: bundled, source: "the extension" };
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    const file = path.join(folder, fileName);
    if (isExecutable(file)) return { path: file, source: "PATH" };
  }
  throw new ServerMissing("There is no vale-ls: this package brings none for this system, and none is on PATH. Name one in the setting vale.server.path.");
}

/**
 * The environment of a command that lives for seconds, unlike the server: a larger nursery, collecting on two threads and
 * none beside the work. What the user has set stays.
 */
export function commandEnvironment(): Record<string, string> {
  const wanted = { DOTNET_GCgen0size: "0x4000000", DOTNET_GCGen0MaxBudget: "0x4000000", DOTNET_gcConcurrent: "0", DOTNET_gcServer: "1", DOTNET_GCHeapCount: "2" };
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => process.env[name] === undefined));
}
