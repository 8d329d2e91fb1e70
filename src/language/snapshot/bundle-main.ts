/** Writes the service's bundle to the file that it is given; a process of its own, as it takes a core for a while. */
import { setPriority } from "node:os";
import { bundleService } from "./bundle.js";

setPriority(19);
await bundleService(process.argv[2]!);
