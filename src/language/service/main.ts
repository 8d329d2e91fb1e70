/** The language service process, started from files; `snapshot/entry.ts` is the one from a snapshot. */
import { startService } from "./serve.js";

startService();
