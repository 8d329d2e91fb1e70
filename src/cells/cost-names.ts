/** Names in a cost expression: the setup's numbers, and the sizes of its strings, arrays and maps. */

import type { NameSize } from "../model/ports/session.js";
import { type UserError, usageError } from "../model/problem.js";
import { suggest } from "./suggest.js";

export type CostScope = Readonly<Record<string, number | NameSize>>;

/** A part of an expression, ready to be evaluated. */
export type Term = (scope: CostScope) => number;

/** What one expression may read, and what it was found to read. */
export interface Check {
  readonly expression: string;
  readonly allowed: readonly string[];
  readonly names: Set<string>;
}

export const PROPERTIES = ["length", "byteLength", "size"] as const;
type Property = (typeof PROPERTIES)[number];

/** `n` is a value, `text.length` a property; the name must be one that the setup defines. */
export function sizeOf(name: string, property: Property | "value", check: Check): Term {
  if (!check.allowed.includes(name)) throw unknownName(name, check);
  check.names.add(name);
  return (scope) => {
    const entry = Object.hasOwn(scope, name) ? scope[name] : undefined;
    const size: NameSize = typeof entry === "number" ? { value: entry } : (entry ?? {});
    const value = size[property];
    if (value !== undefined) return value;
    throw missingSize(name, property, size, check);
  };
}

function unknownName(name: string, check: Check): UserError {
  const near = splitName(name, check.allowed) ?? suggest(name, check.allowed);
  if (near !== null) return refused(name, check, `did you mean ${near}?`);
  const names =
    check.allowed.length === 0 ? "no %%setup defines a name yet" : `known are ${check.allowed.join(", ")}`;
  return refused(name, check, names);
}

/** `mn` was meant as `m n`. */
function splitName(name: string, allowed: readonly string[]): string | null {
  const first = allowed.find(
    (candidate) => name.startsWith(candidate) && allowed.includes(name.slice(candidate.length)),
  );
  return first === undefined ? null : `${first} ${name.slice(first.length)}`;
}

function missingSize(name: string, property: string, size: NameSize, check: Check): UserError {
  const there = PROPERTIES.filter((known) => size[known] !== undefined).map((known) => `${name}.${known}`);
  const written = property === "value" ? name : `${name}.${property}`;
  const wanted = property === "value" ? "is no number" : "is not there";
  const hint = there.length === 0 ? "give it a number, or another name" : `use ${there.join(" or ")}`;
  return usageError(`In the cost "${check.expression}", ${written} ${wanted}: ${hint}`);
}

export function refused(part: string, check: Check, hint: string): UserError {
  return usageError(`The cost "${check.expression}" cannot use ${part.replace(/\s+/g, " ")}: ${hint}`);
}
