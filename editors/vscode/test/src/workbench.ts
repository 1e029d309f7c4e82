// A whole VS Code: its server with the packaged extension installed, and a browser that shows it. Everything lives in a
// folder of its own and goes with it.
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { chromium } from "playwright-core";
import type { BrowserContext, Page } from "playwright-core";

export interface WorkbenchOptions {
  /** A folder to be made. */
  readonly home: string;
  readonly vsix: string;
  /** The folder of the tests, with its node_modules. */
  readonly tests: string;
  readonly settings?: Record<string, unknown>;
  /** False: folders are not trusted until somebody says so. */
  readonly trusting?: boolean;
}

const settings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "git.enabled": false,
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
  "editor.fontSize": 14,
  "files.autoSave": "off",
  "files.simpleDialog.enable": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "terminal.integrated.gpuAcceleration": "off",
  "terminal.integrated.shellIntegration.enabled": false,
  "chat.commandCenter.enabled": false,
};

export class Workbench {
  private constructor(
    readonly options: WorkbenchOptions,
    readonly port: number,
    private readonly server: ChildProcess,
    private readonly browser: BrowserContext,
  ) {}

  static async start(options: WorkbenchOptions): Promise<Workbench> {
    const { home, tests } = options;
    const main = path.join(tests, "node_modules/code-server/lib/vscode/out/server-main.js");
    const folders = ["--server-data-dir", `${home}/sdd`, "--user-data-dir", `${home}/user`, "--extensions-dir", `${home}/ext`];
    fs.mkdirSync(`${home}/user/User`, { recursive: true });
    fs.mkdirSync(`${home}/home`, { recursive: true });
    // The server serves more than one data folder; each has its own place for the user's settings.
    for (const place of [`${home}/user/User`, `${home}/sdd/data/User`, `${home}/sdd/data/Machine`]) {
      fs.mkdirSync(place, { recursive: true });
      fs.writeFileSync(`${place}/settings.json`, JSON.stringify({ ...settings, ...options.settings }));
    }
    const env = { ...process.env, HOME: `${home}/home`, XDG_CACHE_HOME: `${home}/cache`, DONT_PROMPT_WSL_INSTALL: "1" };
    const installed = spawnSync(process.execPath, [main, "--accept-server-license-terms", ...folders, "--install-extension", options.vsix], { env, encoding: "utf8" });
    if (installed.status !== 0) throw new Error(`the package could not be installed:\n${installed.stdout}${installed.stderr}`);

    const port = await freePort();
    const log = fs.openSync(`${home}/server.log`, "w");
    const trust = options.trusting === false ? [] : ["--disable-workspace-trust"];
    const server = spawn(
      process.execPath,
      [main, "--host", "127.0.0.1", "--port", `${port}`, "--without-connection-token", "--accept-server-license-terms", ...folders, "--telemetry-level", "off", "--enable-smoke-test-driver", ...trust],
      { env, detached: true, stdio: ["ignore", log, log] },
    );
    fs.closeSync(log);
    try {
      await until("the workbench's server answers", 30_000, async () => (await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined))?.ok === true);
      const browser = await chromium.launchPersistentContext(`${home}/browser`, {
        executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
        headless: true,
        viewport: { width: 1280, height: 800 },
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
      });
      browser.setDefaultTimeout(30_000);
      return new Workbench(options, port, server, browser);
    } catch (error) {
      endGroup(server);
      throw error;
    }
  }

  /** Opens a folder in a new page, with a file in the editor where one is named. */
  async open(folder: string, payload: [string, string][] = [], prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await this.browser.newPage();
    await prepare?.(page);
    const encoded = encodeURIComponent(JSON.stringify([...payload, ["skipWelcome", "true"]]));
    await page.goto(`http://127.0.0.1:${this.port}/?folder=${encodeURIComponent(folder)}&payload=${encoded}`);
    return page;
  }

  /** The address of a path as the workbench knows it. */
  address(file: string): string {
    return `vscode-remote://127.0.0.1:${this.port}${file}`;
  }

  /** The language servers that run in this workbench. */
  languageServers(): number[] {
    return fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          const words = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
          return words[0]?.startsWith(`${this.options.home}/ext/`) === true && words[0].endsWith("/vale-ls") && words.includes("--stdio");
        } catch {
          return false;
        }
      })
      .map(Number);
  }

  async stop(): Promise<void> {
    await this.browser.close().catch(() => {});
    endGroup(this.server);
    await until("the workbench's server is gone", 10_000, async () => this.server.exitCode !== null || this.server.signalCode !== null).catch(() => {});
  }
}

function endGroup(server: ChildProcess): void {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Waits until the condition holds; the error says what was waited for. */
export async function until(what: string, milliseconds: number, condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (await condition()) return;
    if (Date.now() > end) throw new Error(`waited ${milliseconds / 1000} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
