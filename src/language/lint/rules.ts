/** Every rule. Not among them, as V8 runs them as fast: `arguments`, rest parameters, local literals, `let sum = 0` that becomes a double. */
import type { Rule } from "./rule.js";
import { allocationInLoop, closureInLoop, spreadInLoop } from "./rules/allocation.js";
import { holeyArray, mixedNumbers } from "./rules/arrays.js";
import { awaitInLoop, entriesLoop, forInArray, queueShift, typedArrayCallback } from "./rules/loops.js";
import {
  bigintInLoop,
  consoleInTimed,
  deleteProperty,
  numberFromText,
  power,
  sortAsText,
  tryInLoop,
} from "./rules/operations.js";

export const RULES: readonly Rule[] = [
  holeyArray,
  mixedNumbers,
  allocationInLoop,
  closureInLoop,
  spreadInLoop,
  typedArrayCallback,
  forInArray,
  entriesLoop,
  queueShift,
  deleteProperty,
  power,
  numberFromText,
  bigintInLoop,
  tryInLoop,
  awaitInLoop,
  sortAsText,
  consoleInTimed,
];
