/** Just enough of the protocol buffers wire format for pprof: https://protobuf.dev/programming-guides/encoding/. */
import { NotThis } from "./not-this.js";

export interface Field {
  readonly number: number;
  /** Of varints and fixed numbers. Above 2^53 it loses its low bits. */
  readonly value: number;
  /** Of what has a length; empty for others. */
  readonly bytes: Uint8Array;
}

export function* readFields(bytes: Uint8Array): Iterable<Field> {
  const reader = { at: 0 };
  while (reader.at < bytes.length) {
    const key = readVarint(bytes, reader);
    const [number, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) yield { number, value: readVarint(bytes, reader), bytes: EMPTY };
    else if (wire === 2) yield { number, value: 0, bytes: take(bytes, reader, readVarint(bytes, reader)) };
    else if (wire === 1 || wire === 5)
      yield { number, value: 0, bytes: take(bytes, reader, wire === 1 ? 8 : 4) };
    else throw new NotThis(`it is no protocol buffer (wire type ${wire})`);
  }
}

/** Repeated numbers: packed, or one by one. */
export function numbersOf({ bytes, value }: Field): readonly number[] {
  if (bytes === EMPTY) return [value];
  const numbers: number[] = [];
  for (const reader = { at: 0 }; reader.at < bytes.length; ) numbers.push(readVarint(bytes, reader));
  return numbers;
}

const EMPTY = new Uint8Array(0);

function readVarint(bytes: Uint8Array, reader: { at: number }): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[reader.at++];
    if (byte === undefined) throw new NotThis("it is cut off");
    value += (byte & 127) * scale;
    if (byte < 128) break;
  }
  // int64 below zero comes as its two's complement.
  return value >= 2 ** 63 ? value - 2 ** 64 : value;
}

function take(bytes: Uint8Array, reader: { at: number }, length: number): Uint8Array {
  const end = reader.at + length;
  if (length < 0 || end > bytes.length) throw new NotThis("it is cut off");
  const part = bytes.subarray(reader.at, end);
  reader.at = end;
  return part;
}

/** Fields as they are written, one after the other. */
export class Message {
  readonly #bytes: number[] = [];

  number(field: number, value: number): this {
    if (value === 0) return this;
    this.#varint(field * 8);
    this.#varint(value);
    return this;
  }

  numbers(field: number, values: readonly number[]): this {
    const packed = new Message();
    for (const value of values) packed.#varint(value);
    return this.bytes(field, packed.done());
  }

  bytes(field: number, content: Uint8Array): this {
    this.#varint(field * 8 + 2);
    this.#varint(content.length);
    for (const byte of content) this.#bytes.push(byte);
    return this;
  }

  text(field: number, text: string): this {
    return this.bytes(field, new TextEncoder().encode(text));
  }

  message(field: number, message: Message): this {
    return this.bytes(field, message.done());
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #varint(value: number): void {
    let rest = Math.max(0, Math.round(value));
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) + 128);
    this.#bytes.push(rest);
  }
}
