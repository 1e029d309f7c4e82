// The server's life: started, watched, started again after a crash, but not for ever. Knows the protocol's client library
// and nothing of the language.
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, TransportKind } from "vscode-languageclient/node";
import type { CloseHandlerResult, Executable, LanguageClientOptions } from "vscode-languageclient/node";
import type { Channels } from "./channels";
import * as config from "./config";
import { findServer } from "./server";

export type ServerState =
  | { readonly kind: "stopped" }
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string; readonly path: string; readonly source: string; readonly pid: number | undefined }
  | { readonly kind: "failed"; readonly message: string };

/** After this many crashes within the window the server stays down until somebody asks for it. */
export const crashLimit = 4;
const crashWindow = 3 * 60 * 1000;

/** The server cannot answer, and why. */
export class NoAnswer extends Error {}

const methodNotFound = -32601;
const pendingResponseRejected = -32097;

// A server that ends before it has answered is one that ended: `closed` decides what follows.
function endedWhileStarting(error: unknown): boolean {
  return (error as { code?: number } | undefined)?.code === pendingResponseRejected;
}

// The server's log lines say how much they matter: `vale-ls: info: ...`.
function pass(input: Readable, channel: vscode.LogOutputChannel): void {
  createInterface({ input, crlfDelay: Infinity, terminal: false, historySize: 0 }).on("line", (line) => {
    const [, level, words] = /^vale-ls: (info|warning): (.*)$/.exec(line) ?? [];
    if (level === "info") channel.info(words ?? line);
    else if (level === "warning") channel.warn(words ?? line);
    else channel.error(line);
  });
}

export class ValeClient implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private crashes: number[] = [];
  private current: ServerState = { kind: "stopped" };
  private turn: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<ServerState>();
  /** Fires on each change of `state`. */
  readonly onDidChangeState = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly channels: Channels,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** Starts the server, or starts it anew. Calls wait for each other. Failures become a state and a message, never a throw. */
  restart(): Promise<void> {
    this.crashes = [];
    this.turn = this.turn.then(() => this.stopNow()).then(() => this.startNow());
    return this.turn;
  }

  stop(): Promise<void> {
    this.turn = this.turn.then(() => this.stopNow());
    return this.turn;
  }

  /** Asks the server something beyond the standard. Throws `NoAnswer` with words for the user. */
  async ask<Result>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<Result> {
    const client = this.client;
    if (client === undefined || this.current.kind !== "running") throw new NoAnswer("The Vale server is not running.");
    try {
      // A token that is not there must not be handed over: it would count as another parameter.
      return await (token === undefined ? client.sendRequest<Result>(method, params) : client.sendRequest<Result>(method, params, token));
    } catch (error) {
      const { code, message } = error as { code?: number; message?: string };
      if (code === methodNotFound) throw new NoAnswer(`This vale-ls (${this.current.version}) does not answer ${method}; a newer one does.`);
      throw new NoAnswer(message ?? String(error));
    }
  }

  /** Reads places as the protocol writes them. */
  get converter(): LanguageClient["protocol2CodeConverter"] | undefined {
    return this.client?.protocol2CodeConverter;
  }

  dispose(): void {
    void this.stop().then(() => this.changed.dispose());
  }

  private set(state: ServerState): void {
    this.current = state;
    this.changed.fire(state);
  }

  private async startNow(): Promise<void> {
    this.set({ kind: "starting" });
    try {
      const server = findServer(this.context);
      const executable: Executable = { command: server.path, args: config.serverArguments(), transport: TransportKind.stdio };
      this.channels.output.info(`starting ${server.path} (from ${server.source})`);
      const client = new LanguageClient(config.section, "Vale", executable, this.options());
      this.client = client;
      client.onDidChangeState((change) => {
        if (this.client !== client) return;
        if (change.newState === State.Starting) this.set({ kind: "starting" });
        if (change.newState === State.Running) {
          const version = client.initializeResult?.serverInfo?.version ?? "of unknown version";
          this.channels.output.info(`vale-ls ${version} is ready`);
          this.set({ kind: "running", version, path: server.path, source: server.source, pid: client.serverProcess?.pid });
        }
      });
      await client.start();
    } catch (error) {
      if (!endedWhileStarting(error)) this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) return;
    try {
      await client.dispose(2000);
    } catch (error) {
      // A server that is gone or hangs cannot say goodbye; its process is ended all the same.
      this.channels.output.warn(`stopping the server: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.set({ kind: "stopped" });
  }

  private fail(message: string): void {
    if (this.current.kind === "failed") return;
    this.channels.output.error(message);
    this.set({ kind: "failed", message });
    const again = "Restart";
    const output = "Show Output";
    const settings = "Open Settings";
    void vscode.window.showErrorMessage(`Vale: ${message}`, again, output, settings).then((answer) => {
      if (answer === again) void this.restart();
      if (answer === output) this.channels.output.show();
      if (answer === settings) void vscode.commands.executeCommand("workbench.action.openSettings", "vale.server");
    });
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "vale" },
        { scheme: "vale-library", language: "vale" },
      ],
      // The same owner as the problem matcher's: what a build and the server both report is shown once.
      diagnosticCollectionName: config.section,
      outputChannel: this.channels.output,
      traceOutputChannel: this.channels.trace,
      stdioOptions: { stdout: pass, stderr: pass },
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: config.initialSettings,
      synchronize: { configurationSection: config.section },
      initializationFailedHandler: (error) => {
        if (!endedWhileStarting(error)) this.fail(`the server did not start: ${error instanceof Error ? error.message : String(error)}`);
        return false;
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.closed(),
      },
    };
  }

  // The connection is gone although nobody asked for it.
  private closed(): CloseHandlerResult {
    const now = Date.now();
    this.crashes = this.crashes.filter((time) => now - time < crashWindow);
    this.crashes.push(now);
    if (this.crashes.length <= crashLimit) {
      return { action: CloseAction.Restart, handled: true, message: `the server ended; starting it again (${this.crashes.length} of ${crashLimit} within three minutes)` };
    }
    this.fail(`the server ended ${this.crashes.length} times within three minutes and is not started again. Its last words are in the output.`);
    return { action: CloseAction.DoNotRestart, handled: true, message: "the server is not started again" };
  }
}
