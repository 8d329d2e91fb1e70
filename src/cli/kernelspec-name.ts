/** Names of kernelspecs: letters, digits, `.`, `_` and `-`, as jupyter_client allows them. */
import { usageError } from "../model/problem.js";

export const DEFAULT_NAME = "benchbook";

/** Jupyter compares names in lower case, so only lower case is taken. */
export function checkKernelName(name: string): string {
  if (/^[a-z0-9._-]+$/.test(name) && !/^\.+$/.test(name)) return name;
  throw usageError(
    `--name ${JSON.stringify(name)} is no kernel name; use a-z, 0-9, ".", "_" and "-", such as ${DEFAULT_NAME}.`,
  );
}
