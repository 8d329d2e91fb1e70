/** Work on TypeScript sources that needs no running notebook: for commands. */
export { formatSource, prettierStyle, type Style } from "../language/format.js";
export { LINT_RULES, lintSource } from "../language/lint/index.js";
