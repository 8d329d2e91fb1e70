/** Takes over `process.stdout`, `process.stderr` and `console.clear`, so that all that is printed keeps one order. */
import { StringDecoder } from "node:string_decoder";
import type { Outputs } from "./outputs.js";
import * as own from "./own.js";

export function captureStreams(outputs: Outputs): void {
  capture("stdout", own.process.stdout, outputs);
  capture("stderr", own.process.stderr, outputs);
  own.console.clear = () => outputs.publish({ kind: "clear", wait: false });
}

function capture(name: "stdout" | "stderr", stream: NodeJS.WriteStream, outputs: Outputs): void {
  // Bytes of one character may come in two writes.
  const decoder = new StringDecoder("utf8");
  const nextTick = own.process.nextTick;
  stream.write = (chunk: unknown, encoding?: unknown, callback?: unknown): boolean => {
    outputs.stream(name, toText(chunk, encoding, decoder));
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") nextTick(done as () => void);
    return true;
  };
}

function toText(chunk: unknown, encoding: unknown, decoder: StringDecoder): string {
  if (typeof chunk !== "string") return decoder.write(own.Buffer.from(chunk as Uint8Array));
  if (typeof encoding !== "string" || /^utf-?8$/i.test(encoding)) return chunk;
  return decoder.write(own.Buffer.from(chunk, encoding as BufferEncoding));
}
