/** Values as bytes: the tagged tree by V8's structured clone, which keeps -0, NaN, bigints, undefined and bytes. */
import { readFile, writeFile } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { tagValue } from "./tag.js";
import type { ValueTree } from "./tree.js";

export function encodeValue(value: unknown): Uint8Array {
  return serialize(tagValue(value));
}

export function decodeTree(bytes: Uint8Array): ValueTree {
  return deserialize(bytes) as ValueTree;
}

export async function writeTree(file: string, tree: ValueTree): Promise<void> {
  await writeFile(file, serialize(tree));
}

export async function readTree(file: string): Promise<ValueTree> {
  return decodeTree(await readFile(file));
}
