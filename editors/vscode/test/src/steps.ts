// What a Vale programmer does on the first day, step by step in one window.
import { copyProject } from "./projects";
import type { Report } from "./report";
import { Window } from "./window";
import { until } from "./workbench";
import type { Workbench } from "./workbench";

export async function userSteps(report: Report, workbench: Workbench, pictures: string, current: (window: Window) => void): Promise<void> {
  const folder = copyProject("harbor", workbench.options.home);
  const page = await workbench.open(folder, [["openFile", workbench.address(`${folder}/src/main.vale`)]]);
  const window = new Window(page, folder, pictures);
  current(window);
  const main = window.text("src/main.vale");

  await report.test("A mistake is underlined and listed, and the file has its language", async () => {
    await window.editor("main.vale").waitFor({ timeout: 60_000 });
    await window.squiggle("main.vale");
    await page.locator('.statusbar-item[id="status.editor.mode"]').filter({ hasText: "Vale" }).waitFor();
    const row = (await window.problems()).filter({ hasText: "has no member" });
    await row.first().waitFor();
    await window.picture("mistake");
    await page.keyboard.press("Control+Shift+M");
  });

  await report.test("The status bar shows the server's version", async () => {
    await window.status(/^\s*Vale \d+\.\d+\.\d+/);
  });

  await report.test("A generic call tells what it was solved with", async () => {
    await window.editor("main.vale").click();
    await window.cursor(main, "anno", "unce(&ship)");
    await window.chord("Control+K", "Control+I");
    const said = await window.hover("announce");
    if (!/T\s*=\s*Ship/.test(said)) throw new Error(`the hover says:\n${said}`);
    await window.picture("hover");
    await page.keyboard.press("Escape");
  });

  await report.test("F12 on what a bound promises leads to the bound, and on its type to the parameter", async () => {
    await window.open("src/ships/ship.vale");
    const ship = window.text("src/ships/ship.vale");
    await window.cursor(ship, "here comes \" + la", "bel(it)");
    await page.keyboard.press("F12");
    await window.position(Window.line(ship, "where func label(&T)str"));
    await window.cursor(ship, "where func label(&", "T)str");
    await page.keyboard.press("F12");
    await window.position(Window.line(ship, "func announce<T>"));
    await window.picture("bound");
  });

  await report.test("F12 in one file leads to the other", async () => {
    await window.open("src/main.vale");
    await window.cursor(main, "  bu", "rn(&ship");
    await page.keyboard.press("F12");
    await window.editor("ship.vale").waitFor();
    await window.position(Window.line(window.text("src/ships/ship.vale"), "func burn"));
  });

  await report.test("A fix is offered where the mistake is, and takes it away", async () => {
    await window.open("src/main.vale");
    await window.cursor(main, "ship.fe", "ul}");
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget .monaco-list-row.focused").filter({ hasText: "Change to `fuel`" }).waitFor();
    await window.picture("fix");
    await page.keyboard.press("Enter");
    await window.noSquiggle("main.vale");
    await window.save();
    if (!window.text("src/main.vale").includes("{ship.fuel}")) throw new Error(window.text("src/main.vale"));
  });

  await report.test("Members are completed", async () => {
    await window.open("src/main.vale");
    await window.cursor(window.text("src/main.vale"), "burn(&ship, 15);");
    await page.keyboard.press("Enter");
    await page.keyboard.type("println(ship.na");
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget.visible .monaco-list-row.focused").filter({ hasText: "name" }).waitFor();
    await window.picture("completion");
    await page.keyboard.press("Enter");
    await page.keyboard.type(");");
    await window.noSquiggle("main.vale");
    await window.save();
    if (!window.text("src/main.vale").includes("  println(ship.name);\n")) throw new Error(window.text("src/main.vale"));
  });

  await report.test("Renaming a function changes every file that names it", async () => {
    await window.open("src/ships/ship.vale");
    await window.cursor(window.text("src/ships/ship.vale"), "func bu", "rn(");
    await page.keyboard.press("F2");
    const input = page.locator(".rename-box input.rename-input");
    await input.waitFor();
    await input.fill("consume");
    await window.picture("rename");
    await page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
    await page.locator(".editor-instance .view-lines").filter({ hasText: "consume" }).first().waitFor();
    await window.save();
    for (const [name, words] of [["src/main.vale", "  consume(&ship, 15);"], ["src/ships/ship.vale", "func consume(ship &Ship"], ["src/ships/tests.vale", "  consume(&ship, 4);"]] as const) {
      await until(`${name} has the new name`, 20_000, async () => window.text(name).includes(words));
    }
  });

  await report.test("Formatting puts blanks in order", async () => {
    await window.open("src/ships/ship.vale");
    const neat = window.text("src/ships/ship.vale");
    await window.cursor(neat, "ship.fuel", " - amount");
    await page.keyboard.type("    ");
    await window.cursor(neat, "return", " \"the ship");
    await page.keyboard.type("   ");
    await window.command("Format Document");
    await window.save();
    await until("the file is as it was", 20_000, async () => window.text("src/ships/ship.vale") === neat);
  });

  await report.test("An edit lists the queries that ran, and a picture tells why", async () => {
    await window.command("Vale: Show Which Queries Ran");
    await page.locator(".pane-body .monaco-list-row").filter({ hasText: /^\s*FileText/ }).waitFor();
    await window.open("src/ships/ship.vale");
    await window.cursor(window.text("src/ships/ship.vale"), "ship.fuel - ", "amount");
    await page.keyboard.type("1 - ");
    const row = page.locator('.pane-body .monaco-list-row').filter({ hasText: /^\s*Body func consume/ }).first();
    await row.waitFor();
    await window.picture("queries");
    // The list is drawn anew while answers arrive.
    await until("the query is chosen", 30_000, async () => {
      await row.click({ timeout: 2000 }).catch(() => {});
      await page.mouse.move(200, 600);
      await page.waitForTimeout(700);
      return page.locator(".pane-body .monaco-list-row.selected").filter({ hasText: /^\s*Body func consume/ }).isVisible();
    });
    await window.command("Vale: Draw Why This Query Ran");
    const drawn = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await drawn.locator("svg g.target").filter({ hasText: "func consume" }).waitFor();
    await drawn.locator("svg g.input").first().waitFor();
    if ((await drawn.locator("svg path.edge").count()) < 2) throw new Error("the picture has no path");
    await window.picture("query path");
    await window.command("File: Revert File");
    await window.command("View: Close All Editors");
    await page.keyboard.press("Control+J");
  });

  await report.test("The library's source is found by a name", async () => {
    await window.command("Vale: Open Library Source");
    await page.locator(".quick-input-widget .quick-input-title").filter({ hasText: "Open library source" }).waitFor();
    await page.locator(".quick-input-widget .quick-input-box input").fill("println");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "println" }).first().waitFor();
    await window.picture("library");
    await page.keyboard.press("Enter");
    await page.locator('.editor-instance .monaco-editor[data-uri^="vale-library:"] .view-lines').filter({ hasText: "println" }).waitFor();
    await window.command("View: Close All Editors");
  });

  await report.test("The code that a function becomes opens beside it", async () => {
    await window.open("src/ships/ship.vale");
    await window.cursor(window.text("src/ships/ship.vale"), "func anno", "unce");
    await window.command("Vale: Show Instantiations");
    await page.locator(".editor-instance .monaco-editor .view-lines").filter({ hasText: "Ship" }).nth(1).waitFor();
    await page.locator(".tab").filter({ hasText: /announce/ }).first().waitFor();
    await window.picture("instantiations");
    await window.command("View: Close All Editors");
  });

  await report.test("The build task runs the program in the terminal", async () => {
    await window.open("src/main.vale");
    await window.command("Vale: Build and Run");
    await window.terminal("left: 25");
    await window.picture("run");
  });

  await report.test("A killed server comes back and goes on", async () => {
    const before = workbench.languageServers();
    if (before.length !== 1) throw new Error(`there are ${before.length} servers`);
    process.kill(before[0]!, "SIGKILL");
    await until("another server runs", 20_000, async () => workbench.languageServers().some((pid) => pid !== before[0]));
    await window.status(/^\s*Vale \d+\.\d+\.\d+/);
    await window.open("src/main.vale");
    await window.cursor(window.text("src/main.vale"), "anno", "unce(&ship)");
    // The new server may not have read the program yet.
    await until("hovering tells again", 60_000, async () => {
      await page.keyboard.press("Escape");
      await window.chord("Control+K", "Control+I");
      return page.locator(".monaco-hover:not(.hidden)").filter({ hasText: "announce" }).first().waitFor({ timeout: 3000 }).then(() => true, () => false);
    });
    await page.keyboard.press("Escape");
  });

  await report.test("A server that keeps ending stays down until somebody asks for it", async () => {
    for (let crash = 2; crash <= 5; crash++) {
      await until("a server runs", 20_000, async () => workbench.languageServers().length === 1);
      await window.status(/^\s*Vale \d+\.\d+\.\d+/);
      // It is to end in the middle of its work, not while it starts.
      await page.waitForTimeout(2000);
      const [pid] = workbench.languageServers();
      process.kill(pid!, "SIGKILL");
      await until("that server is gone", 20_000, async () => !workbench.languageServers().includes(pid!));
    }
    await page.locator(".notification-toast").filter({ hasText: "5 times within three minutes and is not started again" }).waitFor();
    await window.picture("server stays down");
    if (workbench.languageServers().length !== 0) throw new Error("a server runs all the same");
    await window.command("Vale: Restart Server");
    await window.status(/^\s*Vale \d+\.\d+\.\d+/);
    await window.command("Notifications: Clear All Notifications");
  });
}
