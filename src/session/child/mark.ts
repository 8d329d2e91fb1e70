/** Marks the end of an evaluation in the raw pipes; see `endMarker`. */
import { writeSync } from "node:fs";
import { endMarker } from "../protocol.js";
import * as own from "./own.js";

const ATTEMPTS = 50;
/** ms; the reader of a full pipe gets that long to make room. */
const PAUSE = 2;

export function mark(token: string, evaluation: number): void {
  for (const descriptor of [1, 2]) write(descriptor, endMarker(token, evaluation));
}

function write(descriptor: number, text: string): void {
  const pause = new own.Int32Array(new own.SharedArrayBuffer(4));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      return void writeSync(descriptor, text);
    } catch (error) {
      // A pipe that the cell has closed gets no marker; the reader does not wait for ever.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      own.Atomics.wait(pause, 0, 0, PAUSE);
    }
  }
}
