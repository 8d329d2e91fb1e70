/** What cells and a frontend say to each other beside a cell's outputs: questions to the user, and comms. */

/** The frontend as a session sees it. */
export interface Frontend {
  /** Shows a question below the running cell. Rejects with a `UserError` where nobody can be asked, or nobody answers. */
  ask(question: InputQuestion): Promise<string>;
  comm(message: CommFromSession): void;
  /** The session's process is gone, and its comms and their targets with it. */
  lost(): void;
}

export interface InputQuestion {
  readonly prompt: string;
  /** What is typed is not shown. */
  readonly password: boolean;
}

/** One message of a comm, in either direction. `id` is the comm's. */
export type CommMessage =
  | (CommPayload & { readonly kind: "open"; readonly id: string; readonly target: string })
  | (CommPayload & { readonly kind: "message" | "close"; readonly id: string });

export interface CommPayload {
  /** Plain JSON. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

export type CommFromSession =
  | CommMessage
  /** Cells accept comms that a frontend opens for this target, from now on. */
  | { readonly kind: "target"; readonly target: string };
