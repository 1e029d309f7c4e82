// What this client asks beyond the protocol's standard requests, and the shape of the answers; docs/protocol.md describes them.
import type { Position, Range } from "vscode-languageclient/node";

export const factKinds = ["tree", "items", "rules", "solver", "body", "itable", "instantiations", "ir", "llvm", "bytecode"] as const;
export type FactKind = (typeof factKinds)[number];

/** `vale/show`: what the compiler knows about a place, as text; null when there is nothing of that kind. */
export interface ShowParams {
  readonly kind: FactKind;
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export interface ShowResult {
  readonly title: string;
  /** A language of the editor; unknown ones are shown as plain text. */
  readonly language: string;
  readonly text: string;
}

/** One query of the last edit. */
export interface QueryRun {
  readonly name: string;
  readonly key: string;
  /** Its own time, without that of the queries it ran. */
  readonly milliseconds: number;
  readonly totalMilliseconds: number;
  readonly outcome: "input" | "ran" | "backdated" | "offered" | "loaded";
  /** The document it is about, and where there. */
  readonly uri?: string | null;
  readonly range?: Range | null;
  /** Indices into the list: what had changed and so made it run. */
  readonly causes: readonly number[];
}

/** `vale/lastEdit`. */
export interface LastEdit {
  readonly revision: number;
  readonly document: string | null;
  readonly milliseconds: number;
  readonly queries: readonly QueryRun[];
  /** `left`: how many ran and are not listed. */
  readonly counts: { readonly ran: number; readonly backdated: number; readonly validated: number; readonly left: number };
}

/** `vale/status`. */
export interface ServerStatus {
  readonly version: string;
  readonly files: number;
  readonly memoryBytes: number;
  readonly revision: number;
  /** Files with problems. */
  readonly problems: number;
}

/** `vale/librarySymbols` takes a query and answers like `workspace/symbol`. */
export const methods = { librarySymbols: "vale/librarySymbols", show: "vale/show", lastEdit: "vale/lastEdit", status: "vale/status" } as const;
