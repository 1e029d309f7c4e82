// What this client asks beyond the protocol's standard requests, and the shape of the answers.
import type { Position, Range } from "vscode-languageclient/node";

export const factKinds = ["tree", "items", "rules", "solver", "body", "itable", "instantiations", "ir", "llvm", "bytecode"] as const;
export type FactKind = (typeof factKinds)[number];

/** `vale/show`: what the compiler knows about a place, as text. */
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
  readonly milliseconds: number;
  readonly outcome: "ran" | "backdated" | "validated" | "input";
  /** The URI of the document it is about. */
  readonly file?: string;
  readonly range?: Range;
  /** Indices into the list: what had changed and so made it run. */
  readonly causes: readonly number[];
}

/** `vale/lastEdit`. */
export interface LastEdit {
  readonly revision: number;
  readonly document: string | null;
  readonly milliseconds: number;
  readonly queries: readonly QueryRun[];
  readonly counts: { readonly ran: number; readonly validated: number; readonly backdated: number };
}

/** `vale/status`. */
export interface ServerStatus {
  readonly version: string;
  readonly files: number;
  readonly memoryBytes: number;
  readonly revision: number;
  readonly problems: number;
}

export const methods = { show: "vale/show", lastEdit: "vale/lastEdit", status: "vale/status" } as const;
