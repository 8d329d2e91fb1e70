/**
 * The one way in which magics take options. A spec says what a magic takes; parsing, help, completion and inspection
 * all follow from it:
 *
 *     const keep = magicSpec({
 *       name: "keep", summary: "Keeps a variant.", forms: ["line"],
 *       positionals: { variant: positional.variant({ help: "Which one" }), reason: positional.text({ help: "Why" }) },
 *       options: { rounds: option.integer({ help: "Rounds to run", default: 6 }) },
 *     });
 *     parseArguments(keep, magic).options.rounds   // number
 */
export { parseArguments } from "./arguments.js";
export { completeArguments } from "./complete.js";
export { checkForm } from "./form.js";
export { type Help, helpFor, inspectArguments } from "./help.js";
export { type Assignment, option } from "./option.js";
export { positional } from "./positional.js";
export {
  type Candidates,
  type Form,
  type MagicSpec,
  magicSpec,
  type OptionSpec,
  type Options,
  optionName,
  type Parsed,
  type PositionalSpec,
  type Positionals,
} from "./spec.js";
export { didYouMean, suggest } from "./suggest.js";
