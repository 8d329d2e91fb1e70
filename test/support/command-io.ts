/** Streams that remember: what a command printed is text. */
import type { CommandIo } from "../../src/cli/io.js";

export interface FakeIo extends CommandIo {
  readonly out: () => string;
  readonly err: () => string;
  readonly interrupt: () => void;
}

export function fakeIo(
  cwd: string,
  options: { readonly isTerminal?: boolean; readonly columns?: number } = {},
): FakeIo {
  const text = { out: "", err: "" };
  const controller = new AbortController();
  return {
    stdout: { write: (part) => (text.out += part) },
    stderr: { write: (part) => (text.err += part) },
    env: {},
    cwd,
    isTerminal: options.isTerminal ?? false,
    columns: options.columns ?? 80,
    signal: controller.signal,
    out: () => text.out,
    err: () => text.err,
    interrupt: () => controller.abort(),
  };
}
