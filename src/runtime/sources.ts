/** Work on TypeScript sources that needs no running notebook: for commands. */
export { formatSource } from "../language/format.js";
export { LINT_RULES, lintSource } from "../language/lint/index.js";
