/** Text for a terminal: without control characters from outside, and with colours only where they are wanted. */
import { stripVTControlCharacters } from "node:util";
import type { CommandIo } from "./io.js";

/** Escape sequences, control characters and changes of the writing direction are gone; tabs and line ends stay. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n/g, "\n")
    .replace(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu, "");
}

/** On one line, at most `width` characters. */
export function oneLine(text: string, width: number): string {
  const line = plainText(text).replace(/\s+/g, " ").trim();
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

export type Style = "bold" | "dim" | "green" | "red" | "yellow" | "cyan";
export type Paint = (style: Style, text: string) => string;

/** https://no-color.org and https://force-color.org */
export function painter(io: Pick<CommandIo, "env" | "isTerminal">): Paint {
  const refused = Boolean(io.env.NO_COLOR) || io.env.TERM === "dumb";
  const wanted = io.isTerminal || isForced(io.env.FORCE_COLOR);
  return wanted && !refused ? paintAlways : (_style, text) => text;
}

function isForced(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}

function paintAlways(style: Style, text: string): string {
  const [open, close] = CODES[style];
  return `\u001b[${open}m${text}\u001b[${close}m`;
}

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};
