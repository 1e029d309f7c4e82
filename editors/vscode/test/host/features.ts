// What the server knows arrives in the editor: each of its features by the editor's own command for it.
import * as vscode from "vscode";
import { api, diagnostics, equal, holds, open, place, test, until, uri } from "./runner";

const ask = async <Result>(command: string, ...given: unknown[]): Promise<Result> => vscode.commands.executeCommand<Result>(command, ...given);

export async function features(): Promise<void> {
  await test("Problems have a code, a source and a place", async () => {
    const document = await open("src/main.vale");
    const [problem] = await diagnostics(document.uri, (all) => all.length === 1);
    const code = problem!.code;
    equal(typeof code === "object" ? code.value : code, "unknown-member", "code");
    equal(document.getText(problem!.range), "feul", "text");
    equal(problem!.severity, vscode.DiagnosticSeverity.Error, "severity");
  });

  await test("Definitions, references, highlights and symbols", async () => {
    const main = await open("src/main.vale");
    const ship = uri("src/ships/ship.vale");
    const at = place(main, "  bu", "rn(&ship");
    const [definition] = await ask<(vscode.Location | vscode.LocationLink)[]>("vscode.executeDefinitionProvider", main.uri, at);
    equal(("targetUri" in definition! ? definition.targetUri : definition!.uri).path, ship.path, "definition");
    const references = await ask<vscode.Location[]>("vscode.executeReferenceProvider", main.uri, at);
    equal(references.map(({ uri: of }) => of.path.split("/").at(-1)).sort(), ["main.vale", "ship.vale", "tests.vale"], "references");
    const highlights = await ask<vscode.DocumentHighlight[]>("vscode.executeDocumentHighlights", main.uri, place(main, "  sh", "ip = "));
    equal(highlights.length, 4, "highlights");
    const symbols = await ask<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", ship);
    equal(symbols.map(({ name }) => name), ["Ship", "burn", "label", "announce"], "symbols of the file");
    const found = await ask<vscode.SymbolInformation[]>("vscode.executeWorkspaceSymbolProvider", "annou");
    holds(found.some(({ name }) => name === "announce"), "a symbol by a part of its name");
  });

  await test("The library's source opens as a document", async () => {
    const ship = await open("src/ships/ship.vale");
    const [definition] = await ask<(vscode.Location | vscode.LocationLink)[]>("vscode.executeDefinitionProvider", ship.uri, place(ship, "  prin", "tln("));
    const target = "targetUri" in definition! ? definition.targetUri : definition!.uri;
    equal(target.scheme, "vale-library", "scheme");
    const document = await vscode.workspace.openTextDocument(target);
    holds(document.getText().includes("func println"), "its text declares println");
    equal(document.languageId, "vale", "language");
    const hovers = await until("hover works there", async () => {
      const all = await ask<vscode.Hover[]>("vscode.executeHoverProvider", target, place(document, "func print", "ln"));
      return all.length > 0 && all;
    });
    equal(hovers.length, 1, "hovers");
  });

  await test("Names have semantic colours, with what only this language has to say", async () => {
    const main = await open("src/main.vale");
    const legend = await until("the legend is there", () => ask<vscode.SemanticTokensLegend | undefined>("vscode.provideDocumentSemanticTokensLegend", main.uri));
    for (const modifier of ["mutable", "consuming", "bound", "exported", "extern"]) holds(legend.tokenModifiers.includes(modifier), `no modifier ${modifier}`);
    const tokens = await ask<vscode.SemanticTokens>("vscode.provideDocumentSemanticTokens", main.uri);
    holds(tokens.data.length >= 10 * 5, `there are ${tokens.data.length / 5} tokens`);
  });

  await test("Renaming reaches every file", async () => {
    const main = await open("src/main.vale");
    const edit = await ask<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", main.uri, place(main, "  bu", "rn(&ship"), "consume");
    equal(edit.entries().map(([of, edits]) => `${of.path.split("/").at(-1)} ${edits.length}`).sort(), ["main.vale 1", "ship.vale 1", "tests.vale 1"], "edits");
  });

  await test("Lenses run, count and show", async () => {
    const lenses = async (document: vscode.TextDocument) => (await ask<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100)).map(({ command }) => command);
    const main = await lenses(await open("src/main.vale"));
    equal(main.find((command) => command?.command === "vale.runMain")?.title, "Run", "lens above main");
    const ship = await lenses(await open("src/ships/ship.vale"));
    const references = ship.find((command) => command?.command === "vale.showReferences" && command.title === "2 references");
    holds(references !== undefined, `no lens counts 2 references: ${JSON.stringify(ship.map((command) => command?.title))}`);
    await vscode.commands.executeCommand("vale.showReferences", ...references!.arguments!);
    const tests = await lenses(await open("src/ships/tests.vale"));
    equal(tests.filter((command) => command?.command === "vale.runTest").map((command) => command?.arguments?.[1]), ["harbor.ships.test_burning", "harbor.ships.test_that_fails"], "tests");
  });

  await test("Hints, hierarchies and fixes arrive", async () => {
    const main = await open("src/main.vale");
    const hints = await ask<vscode.InlayHint[]>("vscode.executeInlayHintProvider", main.uri, new vscode.Range(0, 0, main.lineCount, 0));
    const labels = hints.map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join("")));
    holds(labels.some((label) => label.includes("Ship")), `hints: ${JSON.stringify(labels)}`);
    const ship = await open("src/ships/ship.vale");
    const [item] = await ask<vscode.CallHierarchyItem[]>("vscode.prepareCallHierarchy", ship.uri, place(ship, "func bu", "rn("));
    const callers = await ask<vscode.CallHierarchyIncomingCall[]>("vscode.provideIncomingCalls", item);
    equal(callers.map(({ from }) => from.name).sort(), ["main", "test_burning"], "callers");
    const fixes = await ask<vscode.CodeAction[]>("vscode.executeCodeActionProvider", main.uri, (await diagnostics(main.uri, (all) => all.length === 1))[0]!.range);
    holds(fixes.some(({ title }) => title === "Change to `fuel`"), `fixes: ${JSON.stringify(fixes.map(({ title }) => title))}`);
  });

  await test("The server tells how it is", async () => {
    const status = await (await api()).ask<{ files: number; memoryBytes: number; problems: number }>("vale/status", {});
    // Files of the library that were opened count too.
    holds(status.files >= 3, `${status.files} files`);
    equal(status.problems, 1, "files with problems");
    holds(status.memoryBytes > 1 << 20, "memory");
  });

  await test("What the server cannot answer is said in words", async () => {
    const started = await api();
    const said = await started.ask("vale/horoscope", {}).then(String, (error: Error) => error.message);
    holds(/^This vale-ls \(.*\) does not answer vale\/horoscope; a newer one does\.$/.test(said), said);
  });

  await test("A setting reaches the server", async () => {
    const ship = await open("src/ships/ship.vale");
    const configuration = vscode.workspace.getConfiguration("vale");
    await configuration.update("noImplicitBuiltins", true, vscode.ConfigurationTarget.Workspace);
    try {
      await diagnostics(ship.uri, (all) => all.some(({ message }) => message.includes("unknown function `-`")));
    } finally {
      await configuration.update("noImplicitBuiltins", undefined, vscode.ConfigurationTarget.Workspace);
    }
    await diagnostics(ship.uri, (all) => all.length === 0);
  });

  await test("A picture of why a query ran names what had changed", async () => {
    const started = await api();
    const query = (name: string, key: string, causes: number[], outcome = "ran") => ({ name, key, milliseconds: 1.5, totalMilliseconds: 2, outcome, causes, uri: uri("src/main.vale").toString(), range: null });
    const html = started.drawQuery(
      {
        revision: 7,
        document: uri("src/main.vale").toString(),
        milliseconds: 9,
        queries: [query("FileText", "main.vale", [], "input"), query("Parse", "main.vale", [0]), query("Body", "a<b>&\"c\"", [1, 0]), query("Loop", "x", [2, 3])],
        counts: { ran: 3, backdated: 0, validated: 0, left: 0 },
      },
      2,
    );
    equal((html.match(/<rect /g) ?? []).length, 3, "boxes");
    equal((html.match(/class="edge"/g) ?? []).length, 3, "arrows");
    holds(html.includes("a&#60;b&#62;&#38;&#34;c&#34;"), "names are text, never markup");
    holds(!html.includes("<script"), "no script");
    holds(html.includes("command:vale.revealQuery"), "boxes lead to the source");
  });
}
