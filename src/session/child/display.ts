/** `display(value)`: shows a value below the cell while it runs. */
import type { MimeBundle } from "../../model/output.js";
import { context, type Evaluation } from "./evaluation.js";
import { cleanBundle, isMimeBundle, toMime } from "./mime.js";
import type { Outputs } from "./outputs.js";
import * as own from "./own.js";

export interface DisplayOptions {
  /** Shows again in the same place: a later `display` with this id replaces the earlier one. */
  readonly id?: string;
  /** The same, as Jupyter calls it. */
  readonly displayId?: string;
  /** Replaces what this id showed before, even from an earlier session. */
  readonly update?: boolean;
  /** The value is a MIME bundle itself; objects of MIME types are taken so anyway. */
  readonly raw?: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Gives nothing back, so that a last line `display(x)` shows x alone; a cell's end waits for slow displays. */
export type Display = (value: unknown, options?: DisplayOptions) => void;

export function createDisplay(outputs: Outputs, current: () => Evaluation | null): Display {
  const known = new own.Set<string>();

  function show(data: MimeBundle, options: DisplayOptions): void {
    const displayId = options.id ?? options.displayId;
    const metadata = options.metadata ? { metadata: plainJson(options.metadata) } : {};
    if (displayId === undefined) {
      outputs.publish({ kind: "display", data, ...metadata });
      return;
    }
    const again = options.update || known.has(displayId);
    known.add(displayId);
    outputs.publish({ kind: again ? "update" : "display", data, displayId, ...metadata });
  }

  return function display(value, options = {}) {
    const warn = (text: string) => outputs.stream("stderr", text);
    const data = options.raw || isMimeBundle(value) ? cleanBundle(value) : toMime(value, warn);
    if (!isPromise(data)) {
      show(data, options);
      return;
    }
    const shown = data.then((settled) => show(settled, options));
    (context.get() ?? current())?.displays.add(shown);
  };
}

/**
 * `clearOutput()` empties the output of the cell at once; with `true`, or `{ wait: true }`, only when something new
 * comes, so that a picture that is drawn again and again does not flicker.
 */
export function createClearOutput(outputs: Outputs): (wait?: boolean | { readonly wait?: boolean }) => void {
  return function clearOutput(wait = false) {
    outputs.publish({ kind: "clear", wait: typeof wait === "object" ? wait.wait === true : wait === true });
  };
}

function isPromise(data: MimeBundle | Promise<MimeBundle>): data is Promise<MimeBundle> {
  return typeof (data as Promise<MimeBundle>).then === "function";
}

function plainJson(metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return own.JSON.parse(own.JSON.stringify(metadata)) as Readonly<Record<string, unknown>>;
}
