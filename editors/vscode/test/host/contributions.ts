// What package.json promises is there: language, commands, settings, schema, snippets, tasks, views, the server in the package.
import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { api, diagnostics, equal, extensionId, holds, open, test, until, uri } from "./runner";

interface Setting {
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: unknown[];
  readonly enumDescriptions?: string[];
}

export async function contributions(): Promise<void> {
  const extension = vscode.extensions.getExtension(extensionId);
  const contributes = extension?.packageJSON.contributes ?? {};

  await test("The extension starts the server that came with it", async () => {
    const { state } = await api();
    equal(state.source, "the extension", "where the server is from");
    equal(state.path, path.join(extension!.extensionPath, "server", "vale-ls"), "its path");
    holds(/^\d+\.\d+\.\d+/.test(state.version ?? ""), `the version is ${state.version}`);
  });

  await test("Files ending in .vale are Vale", async () => {
    equal((await open("src/main.vale")).languageId, "vale", "language");
  });

  await test("Every command of the package is there, with a title under one category", async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const declared = contributes.commands as { command: string; title: string; category: string }[];
    equal(declared.filter(({ command }) => !known.has(command)).map(({ command }) => command), [], "commands that are missing");
    equal(declared.filter(({ category }) => category !== "Vale"), [], "commands of another category");
    for (const lens of ["vale.runMain", "vale.runTest", "vale.showReferences", "vale.showInstantiations"]) holds(known.has(lens), `${lens} is missing`);
    for (const entries of Object.values(contributes.menus as Record<string, { command?: string }[]>)) {
      for (const { command } of entries) holds(command === undefined || declared.some((one) => one.command === command), `a menu names ${command}`);
    }
  });

  await test("Every setting has a default, a description, and words for each of its values", async () => {
    const groups = contributes.configuration as { properties: Record<string, Setting> }[];
    const all = groups.flatMap(({ properties }) => Object.entries(properties));
    holds(all.length >= 20, `there are ${all.length} settings`);
    for (const [name, setting] of all) {
      holds((setting.description ?? setting.markdownDescription ?? "").length > 20, `${name} is not described`);
      equal(setting.enumDescriptions?.length, setting.enum?.length, `${name}: words for values`);
      const [section, ...rest] = name.split(".");
      equal(vscode.workspace.getConfiguration(section).inspect(rest.join("."))?.defaultValue, setting.default, `${name}: default`);
    }
  });

  await test("vale.json is checked against its schema", async () => {
    const document = await open("vale.json");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().lastIndexOf("}")), ', "modles": {}\n');
    await vscode.workspace.applyEdit(edit);
    await diagnostics(document.uri, (all) => all.some((one) => one.message.includes("modles")));
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await diagnostics(document.uri, (all) => all.length === 0);
  });

  await test("Snippets are offered", async () => {
    const document = await open("src/main.vale");
    const list = await vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, document.positionAt(document.getText().length));
    const offered = list.items.filter((item) => item.kind === vscode.CompletionItemKind.Snippet).map((item) => (typeof item.label === "string" ? item.label : item.label.label));
    const declared = Object.values(JSON.parse(fs.readFileSync(path.join(extension!.extensionPath, "snippets/vale.json"), "utf8")) as Record<string, { prefix: string }>);
    equal(declared.filter(({ prefix }) => !offered.includes(prefix)).map(({ prefix }) => prefix), [], "snippets that are not offered");
  });

  await test("Pictures that the package names are in it", async () => {
    const names = [extension!.packageJSON.icon, contributes.languages[0].icon.light, contributes.languages[0].icon.dark, contributes.viewsContainers.panel[0].icon, contributes.views.vale[0].icon] as string[];
    for (const name of names) holds(fs.existsSync(path.join(extension!.extensionPath, name)), `${name} is missing`);
  });

  await test("In an untrusted folder the server's settings do not count", async () => {
    const { untrustedWorkspaces } = extension!.packageJSON.capabilities;
    equal(untrustedWorkspaces.supported, "limited", "support");
    equal(untrustedWorkspaces.restrictedConfigurations, ["vale.server.path", "vale.server.arguments"], "restricted settings");
  });

  await test("Tasks are offered for each project, five each", async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: "vale" });
    equal(tasks.map((task) => task.name).sort(), ["build", "build and run", "check", "run in the VM", "test"], "names");
    for (const task of tasks) equal(task.problemMatchers, ["$vale"], `${task.name}: problem matcher`);
    equal(tasks.filter((task) => task.group === vscode.TaskGroup.Build).map((task) => task.name).sort(), ["build", "check"], "tasks that build");
  });

  await test("A trace is written while the setting says so", async () => {
    const configuration = vscode.workspace.getConfiguration("vale");
    await configuration.update("trace.server", "messages", vscode.ConfigurationTarget.Workspace);
    try {
      await vscode.commands.executeCommand("vale.showTrace");
      const text = await until("the trace is written", async () => {
        const document = await open("src/main.vale");
        await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, new vscode.Position(3, 16));
        const channel = vscode.workspace.textDocuments.find((one) => one.uri.scheme === "output" && one.getText().includes("Received response 'textDocument/hover"));
        return channel?.getText();
      });
      holds(text.includes("Sending request 'textDocument/hover"), "the question is in the trace");
    } finally {
      await configuration.update("trace.server", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  await test("The server is started anew on demand", async () => {
    const started = await api();
    await vscode.commands.executeCommand("vale.restartServer");
    await until("the server runs again", () => started.state.kind === "running");
    await diagnostics(uri("src/main.vale"), (all) => all.length === 1);
  });
}
