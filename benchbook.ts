#!/usr/bin/env node
/** The command `benchbook`: the one file that joins command line and kernel. */
import process from "node:process";
import type { CommandIo } from "./src/cli/io.js";

const OLDEST = [20, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(
    `benchbook: needs Node ${OLDEST.join(".")} or newer, this is ${process.versions.node}; see https://nodejs.org\n`,
  );
  process.exit(2);
}

// A reader that has enough, such as head, closes the pipe: that is no error of ours, and what a run writes to files
// and its exit status are as good without a reader.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Of all that a kernel starts, the process that checks types takes longest: it comes before the reading of the rest.
const ahead =
  process.argv[2] === "kernel" ? (await import("./kernel/ahead.js")).startAhead(process.cwd()) : null;

const { main } = await import("./src/cli/main.js");
process.exitCode = await main(process.argv.slice(2), processIo(), {
  kernel: async () => {
    const { createKernelCommand } = await import("./kernel/command.js");
    return createKernelCommand(ahead);
  },
});
ahead?.close();

function processIo(): CommandIo {
  const interrupt = new AbortController();
  let asked = 0;
  // Jupyter interrupts its kernel by a message; there SIGINT must not end it.
  if (process.argv[2] !== "kernel") {
    process.on("SIGINT", () => {
      asked += 1;
      if (asked > 1) process.exit(130);
      interrupt.abort();
    });
  }
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns || 80,
    signal: interrupt.signal,
  };
}
