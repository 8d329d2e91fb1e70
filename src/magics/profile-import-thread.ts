/** The thread that reads a large profile for `profile-import.ts`. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { UserError } from "../model/problem.js";
import { importedProfileView } from "../views/imported-profile-view.js";
import { readProfile } from "../views/profile-formats/index.js";
import type { Imported } from "./profile-import.js";

const { path, file } = workerData as { readonly path: string; readonly file: string };
parentPort?.postMessage(imported());

function imported(): Imported {
  try {
    return { bundle: importedProfileView(readProfile(readFileSync(path), file), basename(file)) };
  } catch (error) {
    if (error instanceof UserError) return { problem: error.problem };
    throw error;
  }
}
