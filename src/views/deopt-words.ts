/**
 * V8's reasons to deoptimise in plain words, with what to try. The one place that words them. The reasons are those of
 * V8 11 (Node 20) to 14 (Node 26): src/deoptimizer/deoptimize-reason.h and, newer, lazy-deoptimize-reason.h.
 */
import type { Deopt } from "../model/compilation.js";

export interface DeoptWords {
  readonly meaning: string;
  /** Empty where there is nothing to do. */
  readonly advice: string;
  /** Belongs to how V8 works; costs nothing to speak of. */
  readonly harmless: boolean;
}

export function deoptWords({ reason, kind }: Pick<Deopt, "reason" | "kind">): DeoptWords {
  const found = REASONS.find(([pattern]) => pattern.test(reason));
  if (found) return { meaning: found[1], advice: found[2], harmless: found[3] === "harmless" };
  if (kind === "lazy" || kind === "dependency") {
    return { meaning: CHANGED, advice: CONSTANT, harmless: false };
  }
  return {
    meaning: "what V8 had assumed from earlier runs did not hold",
    advice: "Look at what differs in this line from call to call.",
    harmless: false,
  };
}

const CHANGED = "something that the optimised code took for fixed has changed";
const CONSTANT =
  "Define functions, prototypes, fields and constants once, before the hot code runs, and leave them as they are.";
const NUMBERS =
  "Keep one kind of number in a variable or array: all integers (x | 0), or all in a Float64Array.";
const SHAPES =
  "Build the objects in one place with the same properties in the same order, and keep arrays to one kind of element.";
const BOUNDS = "Keep indices within 0 to length - 1, and test the bound before the access.";

type Entry = readonly [reason: RegExp, meaning: string, advice: string, weight?: "harmless"];

const REASONS: readonly Entry[] = [
  [
    /^not a Smi$/,
    "not a Smi: a small integer was expected; integers and doubles (or other values) mix here",
    NUMBERS,
  ],
  [/^Smi$/, "an object was expected and a small integer came", NUMBERS],
  [
    /^(not a heap number|not an? (Number|int32|uint32|Int32|Uint32|float64)\b.*)$/i,
    "a number of one kind was expected and another kind or no number came",
    NUMBERS,
  ],
  [
    /^not a Number or (Oddball|Boolean)$/i,
    "arithmetic met a value that is no number, such as undefined or an object",
    "Initialise fields and elements with numbers, and convert input once, outside the hot code.",
  ],
  [
    /^overflow$/,
    "an integer calculation went past 32 bits (or past a small integer)",
    "Cut to 32 bits (x | 0, Math.imul) where that is meant, or use doubles from the start.",
  ],
  [
    /^lost precision( or NaN)?$/,
    "a double came where integers were expected: it has a fraction, is too large, or is NaN",
    "Round once, before (Math.floor(x) | 0), or keep the whole calculation in doubles.",
  ],
  [
    /^minus zero$/,
    "an integer calculation gave -0, which only a double can hold",
    "Avoid multiplying 0 by negatives and % with negatives, or write (a * b) | 0 where the sign of zero does not matter.",
  ],
  [/^division by zero$/, "an integer division by zero", "Test the divisor before."],
  [
    /^NaN$/,
    "a calculation gave NaN where a number was expected",
    "Find where the NaN enters: undefined in arithmetic, or 0 / 0.",
  ],
  [
    /^(hole|no initial element)$/,
    "an array has holes: an element that was never set was read",
    "Fill arrays when they are made (new Array(n).fill(0)), use push, or a typed array; do not delete elements.",
  ],
  [/^out of bounds$/, "an element outside the array was read or written", BOUNDS],
  [
    /^(failed to|could not) grow elements/i,
    "a write beyond the end made an array grow",
    "Allocate at full size before the loop, or use push.",
  ],
  [
    /array length changed|greater than max fast/i,
    "an array changed its length under the optimised code",
    "Do not change the length of an array that is being walked.",
  ],
  [
    /copy-on-write/i,
    "an array literal that was shared until its first write was written",
    "Copy it before (slice), or build it where it is changed.",
    "harmless",
  ],
  [
    /^(wrong map|missing map|map deprecated|instance migration failed|wrong instance type)$/,
    "wrong map: an object or array of another shape (hidden class or kind of elements) came than before",
    SHAPES,
  ],
  [
    /^(wrong|unexpected) name|keyed access/i,
    "another property name came at obj[name] than before",
    "Use a Map for changing keys, and fixed names for fixed fields.",
  ],
  [
    /^wrong (call target|feedback cell|constructor)$/,
    "another function was called here than before, so inlining it was wrong",
    "Call one known function here; pass data rather than changing callbacks, and do not make closures anew in the hot code.",
  ],
  [
    /^wrong (value|enum indices)$|^value mismatch$|^store to constant$/i,
    "a value that had always been the same has changed",
    CONSTANT,
  ],
  [
    /^not a (String|string).*/i,
    "a string was expected and another type came",
    "Convert to a string once, before the hot code.",
  ],
  [/^not a Symbol$/i, "a symbol was expected and another type came", "Keep one type of key here."],
  [
    /BigInt/i,
    "a BigInt was expected within 64 bits, or mixed with other values",
    "Use BigInt.asIntN(64, x) or asUintN, and do not mix BigInt and Number.",
  ],
  [
    /^not a JavaScript object|not detectable receiver|global proxy/i,
    "an object was expected and null, undefined or a primitive came",
    "Keep null and undefined out of the hot path; use one empty object in their place.",
  ],
  [
    /^(array buffer was detached|typed array.*detached)$/i,
    "a typed array lost its buffer (transferred or resized)",
    "Make views anew after a transfer, outside the hot code.",
  ],
  [
    /^Insufficient type feedback for (.*)$/,
    "code that had not run before (or too little) was reached: V8 had left it out",
    "Nothing, if it happens once. If it comes in every call, a loop was optimised on its own and left at its end: put the loop into a function of its own that is called often.",
    "harmless",
  ],
  [
    /^prepare for on stack replacement/i,
    "V8 left this code to enter a better optimised one in the midst of a loop",
    "",
    "harmless",
  ],
  [
    /catch handler/i,
    "the first exception came to a try that V8 had compiled without its catch",
    "Return a value for what is expected rather than throw in the hot path.",
    "harmless",
  ],
  [/tenuring/i, "objects made here live long, so V8 now makes them in the old space", "", "harmless"],
  [
    /field (type )?(const|representation)|field type/i,
    "a field that was constant or of one type was given another value",
    "Give a field one type for life, set in the constructor; keep what changes apart from what does not.",
  ],
  [
    /property cell|const tracking|script context/i,
    "a global or top-level variable that V8 took for constant was assigned",
    "Pass it as a parameter, or make it const.",
  ],
  [/prototype/i, "a prototype changed after code relied on it", CONSTANT],
  [/initial map/i, "a constructor began to make objects of another shape", SHAPES],
  [/^weak objects?/i, "an object that the optimised code held on to was collected", "", "harmless"],
  [/allocation site/i, "an array literal began to hold another kind of element", NUMBERS],
  [/debugger|%_DeoptimizeNow/i, "a debugger or a test asked for it", "", "harmless"],
];
