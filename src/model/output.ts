/** What a cell shows: the same events for a Jupyter frontend, a notebook file and a terminal. */

/** MIME type → content: text as a string, JSON as plain data, binary as base64. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export type Output =
  | { readonly kind: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly kind: "display";
      readonly data: MimeBundle;
      readonly metadata?: Readonly<Record<string, unknown>>;
      readonly displayId?: string;
    }
  | {
      readonly kind: "update";
      readonly data: MimeBundle;
      readonly metadata?: Readonly<Record<string, unknown>>;
      readonly displayId: string;
    }
  | {
      readonly kind: "result";
      readonly data: MimeBundle;
      readonly metadata?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "error"; readonly error: CellError }
  | { readonly kind: "clear"; readonly wait: boolean };

export type Publish = (output: Output) => void;

/** An error as Jupyter shows it: the traceback's lines may carry ANSI colours. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Long work, as a progress bar shows it. */
export interface Progress {
  /** What runs now: `ikj against naive, n=256`. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
  /** ns; null while unknown. */
  readonly timeLeft: number | null;
  /** The running estimate: `3.4× (3.2 to 3.6)`. */
  readonly note: string | null;
}
