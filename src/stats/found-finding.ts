import type { Finding } from "../model/finding.js";

/** A finding before it is recorded with a time. */
export type FoundFinding = Omit<Finding, "recorded">;
