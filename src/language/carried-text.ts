/**
 * The declarations of a notebook travel with each request to the service process and back. Both ends keep the text that
 * passed last, in either direction, and send only what is different from it.
 */
import { commonEnd, commonStart } from "./common-ends.js";

/** A part of the last text that another takes the place of. */
export interface TextChange {
  readonly start: number;
  /** Characters kept at the end. */
  readonly end: number;
  readonly text: string;
}

/** One end of the channel; a new process starts with a new one. */
export interface CarriedText {
  toSend(text: string): TextChange;
  received(change: TextChange): string;
}

export function createCarriedText(): CarriedText {
  let last = "";
  return {
    toSend(text) {
      const start = commonStart(last, text);
      const end = commonEnd(last, text, start);
      last = text;
      return { start, end, text: text.slice(start, text.length - end) };
    },
    received({ start, end, text }) {
      last = last.slice(0, start) + text + last.slice(last.length - end);
      return last;
    },
  };
}
