// The user's settings, typed. What the server takes of them it asks for itself (workspace/configuration); nothing here knows
// what they do to a program.
import * as vscode from "vscode";

export const section = "vale";

/** Settings of builds and runs; undefined where vale.json decides. */
export interface BuildSettings {
  readonly noStd: boolean;
  readonly noImplicitBuiltins: boolean;
  readonly opt: string | undefined;
  readonly region: string | undefined;
  readonly debugInfo: boolean;
}

function read<T>(name: string, fallback: T, scope?: vscode.Uri): T {
  return vscode.workspace.getConfiguration(section, scope ?? null).get<T>(name) ?? fallback;
}

function unlessProject(value: string): string | undefined {
  return value === "project" ? undefined : value;
}

export function buildSettings(scope?: vscode.Uri): BuildSettings {
  return {
    noStd: read("noStd", false, scope),
    noImplicitBuiltins: read("noImplicitBuiltins", false, scope),
    opt: unlessProject(read("build.opt", "project", scope)),
    region: unlessProject(read("build.region", "project", scope)),
    debugInfo: read("build.debugInfo", false, scope),
  };
}

export function runsInVm(scope?: vscode.Uri): boolean {
  return read<string>("run.with", "native", scope) === "vm";
}

export function programArguments(scope?: vscode.Uri): string[] {
  return read<string[]>("run.arguments", [], scope);
}

export function serverPath(): string {
  return read("server.path", "").trim();
}

export function serverArguments(): string[] {
  return read<string[]>("server.arguments", []);
}

export function traceLevel(): string {
  return read("trace.server", "off");
}

/** All settings as they go along with `initialize`. */
export function initialSettings(): unknown {
  return JSON.parse(JSON.stringify(vscode.workspace.getConfiguration(section)));
}
