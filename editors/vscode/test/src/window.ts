// What a person does in the window, in a person's terms: open a file, put the cursor somewhere, read what is shown.
import * as fs from "node:fs";
import * as path from "node:path";
import type { Locator, Page } from "playwright-core";
import { until } from "./workbench";

const patience = 30_000;

export class Window {
  constructor(
    readonly page: Page,
    readonly folder: string,
    private readonly pictures: string,
  ) {}

  file(name: string): string {
    return path.join(this.folder, name);
  }

  /** The text on disk. */
  text(name: string): string {
    return fs.readFileSync(this.file(name), "utf8");
  }

  editor(name: string): Locator {
    return this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`).first();
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(this.pictures, `${name.replace(/[^\w]+/g, "-").toLowerCase()}.png`) });
  }

  // What takes the focus at the same moment closes the box again: then it is opened once more.
  private async ask(key: string, words: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget .quick-input-box input");
    for (let again = 0; ; again++) {
      try {
        await this.page.keyboard.press(key);
        await input.waitFor({ state: "visible", timeout: 5000 });
        await input.fill(words, { timeout: 5000 });
        return;
      } catch (error) {
        if (again === 5) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  async command(title: string): Promise<void> {
    await this.ask("F1", `>${title}`);
    // A click would take the focus from what the command itself opens.
    const input = this.page.locator(".quick-input-widget .quick-input-box input");
    await this.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: title }).waitFor({ timeout: patience });
    await input.press("Enter");
  }

  async open(name: string): Promise<Locator> {
    await this.ask("Control+P", name);
    const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: path.basename(name) }).first();
    await row.waitFor({ timeout: patience });
    await row.click();
    const editor = this.editor(path.basename(name));
    await editor.waitFor({ timeout: patience });
    return editor;
  }

  /** Puts the cursor behind `before` where `before + after` stands in the text. */
  async cursor(text: string, before: string, after = ""): Promise<void> {
    const at = text.indexOf(before + after);
    if (at < 0) throw new Error(`the text does not hold '${before + after}'`);
    const head = text.slice(0, at + before.length);
    const line = head.split("\n").length;
    const column = head.length - head.lastIndexOf("\n");
    await this.ask("Control+G", `:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.position(line, column);
  }

  async position(line: number, column?: number): Promise<void> {
    const wanted = column === undefined ? `Ln ${line},` : `Ln ${line}, Col ${column}`;
    const item = this.page.locator('.statusbar-item[id="status.editor.selection"]');
    await until(`the cursor is at ${wanted}`, patience, async () => ((await item.textContent().catch(() => "")) ?? "").startsWith(wanted));
  }

  /** The line of the text that the given words begin on. */
  static line(text: string, words: string): number {
    return text.slice(0, text.indexOf(words)).split("\n").length;
  }

  async chord(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The text of the item whose id ends so, when it begins with the words. */
  async status(words: RegExp): Promise<void> {
    const items = this.page.locator(".statusbar-item").filter({ hasText: words });
    await items.first().waitFor({ timeout: patience });
  }

  /** Waits for the hover to say it; it says `Loading...` first. */
  async hover(words: string | RegExp): Promise<string> {
    const hover = this.page.locator(".monaco-hover:not(.hidden)").filter({ hasText: words }).first();
    await hover.waitFor({ timeout: patience });
    return (await hover.innerText()).replaceAll("\u00a0", " ");
  }

  async noSquiggle(name: string): Promise<void> {
    await this.editor(name).locator(".squiggly-error").first().waitFor({ state: "detached", timeout: patience });
  }

  async squiggle(name: string): Promise<void> {
    await this.editor(name).locator(".squiggly-error").first().waitFor({ timeout: patience });
  }

  async problems(): Promise<Locator> {
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    if (!(await this.page.locator(".markers-panel").isVisible())) await this.page.keyboard.press("Control+Shift+M");
    return rows;
  }

  /** Waits for the terminal to show it. */
  async terminal(words: string): Promise<void> {
    const rows = this.page.locator(".terminal-wrapper.active .xterm-rows, .terminal-wrapper .xterm-rows");
    await until(`the terminal says '${words}'`, 90_000, async () => (await rows.allInnerTexts()).join("\n").replaceAll("\u00a0", " ").includes(words));
  }

  async save(): Promise<void> {
    await this.command("File: Save All");
    await until("everything is saved", patience, async () => (await this.page.locator(".tabs-container .tab.dirty").count()) === 0);
  }
}
