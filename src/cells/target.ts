/** `time <= 50 ms` → a target's quantity, relation and bound in base units. */
import type { Target, TargetQuantity } from "../model/case.js";
import { usageError } from "../model/problem.js";
import { didYouMean } from "./suggest.js";
import { type Dimension, readQuantity } from "./units.js";

const DIMENSIONS: Readonly<Record<TargetQuantity, Dimension>> = {
  time: "duration",
  speedup: "ratio",
  flops: "flops",
  bandwidth: "bandwidth",
  throughput: "throughput",
  p99: "duration",
  allocated: "bytes",
  memory: "bytes",
};

const RELATIONS: Readonly<Record<string, Target["relation"]>> = {
  "<=": "<=",
  "≤": "<=",
  ">=": ">=",
  "≥": ">=",
};

/** The bound in ns, byte, 1/s or as a ratio. Throws a UserError. */
export function parseTarget(text: string): Pick<Target, "expression" | "quantity" | "relation" | "bound"> {
  const expression = text.trim();
  const match = /^([^<>=≤≥]*?)\s*([<>=≤≥]+)\s*(.*)$/s.exec(expression);
  if (match === null) {
    throw usageError(
      `A target compares a quantity with a bound, such as "time <= 50 ms"; got "${expression}"`,
    );
  }
  const [, name, sign, written] = match as unknown as readonly [string, string, string, string];
  const relation = RELATIONS[sign];
  if (relation === undefined) throw usageError(`A target uses <= or >=, got ${sign} in "${expression}"`);
  const quantity = targetQuantity(name, expression);
  const bound = readQuantity(written, DIMENSIONS[quantity]);
  if (bound.kind === "problem") throw usageError(`${quantity} ${bound.problem}`);
  return { expression, quantity, relation, bound: bound.value };
}

function targetQuantity(name: string, expression: string): TargetQuantity {
  const names = Object.keys(DIMENSIONS);
  if (Object.hasOwn(DIMENSIONS, name)) return name as TargetQuantity;
  const got = name === "" ? `"${expression}"` : name;
  const hint = didYouMean(name, names) || `; it speaks of ${names.join(", ")}`;
  throw usageError(`A target cannot speak of ${got}${hint}`);
}
