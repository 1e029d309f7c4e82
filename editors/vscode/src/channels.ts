// The output channels. The protocol library traces when the log level of its channel says so; users expect the setting
// vale.trace.server to say it, so the trace channel derives its level from that.
import * as vscode from "vscode";
import * as config from "./config";

/** A log channel that is at level Trace exactly while `vale.trace.server` is not off. */
class TraceChannel implements vscode.LogOutputChannel {
  private readonly channel = vscode.window.createOutputChannel("Vale Protocol");
  private readonly levelChanged = new vscode.EventEmitter<vscode.LogLevel>();
  private readonly listener: vscode.Disposable;
  readonly onDidChangeLogLevel = this.levelChanged.event;
  logLevel = TraceChannel.level();

  constructor() {
    this.listener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration("vale.trace.server")) return;
      this.logLevel = TraceChannel.level();
      this.levelChanged.fire(this.logLevel);
    });
  }

  private static level(): vscode.LogLevel {
    return config.traceLevel() === "off" ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
  }

  private write(level: vscode.LogLevel, message: string | Error, more: unknown[]): void {
    if (level < this.logLevel) return;
    const time = new Date().toISOString().slice(11, 23);
    const rest = more.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
    this.channel.appendLine([time, message instanceof Error ? (message.stack ?? message.message) : message, ...rest].join(" "));
  }

  get name(): string {
    return this.channel.name;
  }
  trace(message: string, ...more: unknown[]): void {
    this.write(vscode.LogLevel.Trace, message, more);
  }
  debug(message: string, ...more: unknown[]): void {
    this.write(vscode.LogLevel.Debug, message, more);
  }
  info(message: string, ...more: unknown[]): void {
    this.write(vscode.LogLevel.Info, message, more);
  }
  warn(message: string, ...more: unknown[]): void {
    this.write(vscode.LogLevel.Warning, message, more);
  }
  error(message: string | Error, ...more: unknown[]): void {
    this.write(vscode.LogLevel.Error, message, more);
  }
  append(value: string): void {
    this.channel.append(value);
  }
  appendLine(value: string): void {
    this.channel.appendLine(value);
  }
  replace(value: string): void {
    this.channel.replace(value);
  }
  clear(): void {
    this.channel.clear();
  }
  show(columnOrFocus?: vscode.ViewColumn | boolean, preserveFocus?: boolean): void {
    this.channel.show(typeof columnOrFocus === "boolean" ? columnOrFocus : preserveFocus);
  }
  hide(): void {
    this.channel.hide();
  }
  dispose(): void {
    this.listener.dispose();
    this.levelChanged.dispose();
    this.channel.dispose();
  }
}

/** What the extension and its server say: one channel for people, one for the protocol. */
export class Channels implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel = vscode.window.createOutputChannel("Vale", { log: true });
  readonly trace: vscode.LogOutputChannel = new TraceChannel();

  dispose(): void {
    this.output.dispose();
    this.trace.dispose();
  }
}
