/** Where the script of pages begins: `script.ts` bundles what this file imports. */
import type { PageDocument } from "./dom.js";
import { flameStart } from "./widget.js";

declare const document: PageDocument;

flameStart(document);
