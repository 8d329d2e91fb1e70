/** What the kernel says of itself. Static, so that it is answered before anything else has started. */
import { benchbookVersion } from "../src/store/version.js";
import { PROTOCOL_VERSION, type ReplyContent } from "./messages.js";

export function kernelInfo(): ReplyContent<"kernel_info_request"> {
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "benchbook",
    implementation_version: VERSION,
    language_info: {
      name: "typescript",
      // A bare number, as clients compare it; TypeScript's own is 5.0, but what runs a cell is Node.
      version: process.versions.node,
      mimetype: "application/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // JupyterLab finds its editor mode by this name before it looks at the MIME type.
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `benchbook ${VERSION}: performance experiments in TypeScript (Node ${process.versions.node})`,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/api/" },
    ],
    // No debugger and no subshells.
    supported_features: [],
  };
}

const VERSION = await benchbookVersion();
