/** First message of a service process from a snapshot: the snapshot was fit for this Node. */
export const READY = { kind: "ready" } as const;

export function isReady(message: unknown): boolean {
  return (message as { kind?: unknown }).kind === READY.kind;
}
