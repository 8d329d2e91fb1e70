/** A magic as the user wrote it: its name for messages, and errors with the place of a word. */
import { type UserError, usageError } from "../model/problem.js";
import { excerpt } from "./excerpt.js";
import { type Magic, pieceAt } from "./segment.js";
import type { MagicSpec } from "./spec.js";

export interface Written {
  /** `%%baseline`. */
  readonly name: string;
  readonly text: string;
  /** Behind the last argument. */
  readonly end: Span;
  problem(at: Span, message: string): UserError;
}

/** Offsets in the argument text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function written(spec: MagicSpec, source: Magic | string): Written {
  const magic = typeof source === "string" ? alone(spec, source) : source;
  const { text } = magic;
  const end = text.trimEnd().length;
  return {
    name: spelled(magic.name, magic.kind === "cell-magic"),
    text,
    end: { start: end, end },
    problem: (at, message) => usageError(message, excerptOf(magic, at)),
  };
}

/** `%%name` for a cell magic, `%name` for a line magic. */
export function spelled(name: string, cell: boolean): string {
  return `${cell ? "%%" : "%"}${name}`;
}

export function excerptOf(magic: Magic, { start, end }: Span): readonly string[] {
  const piece = pieceAt(magic, start);
  const from = Math.min(start - piece.start, piece.length);
  const length = Math.min(end, piece.start + piece.length) - piece.start - from;
  return excerpt({ line: piece.line, column: piece.column + from, length, source: piece.source });
}

/** Bare argument text is shown as if it stood on a line of its own. */
function alone(spec: MagicSpec, text: string): Magic {
  const kind = spec.forms[0] === "cell" ? "cell-magic" : "line-magic";
  const before = `${spelled(spec.name, kind === "cell-magic")} `;
  const offset = before.length;
  const piece = { start: 0, length: text.length, offset, line: 1, column: offset + 1, source: before + text };
  const head = { name: spec.name, nameOffset: offset - spec.name.length - 1, text, line: 1, pieces: [piece] };
  return kind === "cell-magic" ? { kind, ...head, body: "" } : { kind, ...head };
}
