/**
 * The WebAssembly kernels, assembled here byte by byte (https://webassembly.github.io/spec/core/binary, and SIMD's and relaxed
 * SIMD's opcodes): a module each, with one exported function `run`.
 */
import { CHAINS } from "./kinds.js";

const I32 = 0x7f;
const F64 = 0x7c;
const V128 = 0x7b;

type Bytes = readonly number[];

const SIMD = {
  f32: { splat: 0x13, first: 0x1f, add: 0xe4, mul: 0xe6, relaxedMadd: 0x105 },
  f64: { splat: 0x14, first: 0x21, add: 0xf0, mul: 0xf2, relaxedMadd: 0x107 },
} as const;

/**
 * `run(loops: i32, m: f64, a: f64): f64`: CHAINS independent recurrences on vectors, `loops` times: fused ones x = x · m + a, else
 * x = x · m and x = x + a by turns.
 */
export function peakModule(element: "f32" | "f64", relaxed: boolean): Uint8Array<ArrayBuffer> {
  const op = SIMD[element];
  const [loops, m, a] = [0, 1, 2];
  const [first, mv, av] = [3, 3 + CHAINS, 4 + CHAINS];
  const chains = Array.from({ length: CHAINS }, (_, index) => first + index);
  const scalar = element === "f32" ? [0xb6] : [];
  const start = (index: number) => [
    ...f64Const((index + 1) / 16),
    ...scalar,
    ...simd(op.splat),
    ...set(first + index),
  ];
  const step = (x: number, index: number) => {
    const [factor, code] = index % 2 === 0 ? [mv, op.mul] : [av, op.add];
    return relaxed
      ? [...get(x), ...get(mv), ...get(av), ...simd(op.relaxedMadd), ...set(x)]
      : [...get(x), ...get(factor), ...simd(code), ...set(x)];
  };
  const body = [
    ...[...get(m), ...scalar, ...simd(op.splat), ...set(mv)],
    ...[...get(a), ...scalar, ...simd(op.splat), ...set(av)],
    ...chains.flatMap((_, index) => start(index)),
    ...loop(chains.flatMap(step), loops),
    ...get(first),
    ...chains.slice(1).flatMap((x) => [...get(x), ...simd(op.add)]),
    ...[...simd(op.first), 0],
    ...(element === "f32" ? [0xbb] : []),
  ];
  return assemble({
    params: [I32, F64, F64],
    results: [F64],
    vectors: CHAINS + 2,
    integers: 0,
    body,
    memory: false,
  });
}

/**
 * `run(turns: i32, a: i32, b: i32, c: i32, bytes: i32)`: a = b + 3 c on doubles from these addresses of the imported memory,
 * `turns` times; bytes of one array, a multiple of 64.
 */
export function triadModule(): Uint8Array<ArrayBuffer> {
  const [turns, a, b, c, bytes, at, factor] = [0, 1, 2, 3, 4, 5, 6];
  const load = (base: number, offset: number) => [...get(base), ...get(at), 0x6a, ...simd(0x00), 3, offset];
  const step = (offset: number) => [
    ...[...get(a), ...get(at), 0x6a],
    ...[...load(b, offset), ...load(c, offset), ...get(factor)],
    ...[...simd(SIMD.f64.mul), ...simd(SIMD.f64.add), ...simd(0x0b), 3, offset],
  ];
  const inner = [
    ...[0x03, 0x40],
    ...[0, 16, 32, 48].flatMap(step),
    ...[...get(at), 0x41, ...signed(64), 0x6a, 0x22, at, ...get(bytes), 0x49, 0x0d, 0, 0x0b],
  ];
  const body = [
    ...[...f64Const(3), ...simd(SIMD.f64.splat), ...set(factor)],
    ...loop([0x41, 0, ...set(at), ...inner], turns),
  ];
  return assemble({
    params: [I32, I32, I32, I32, I32],
    results: [],
    vectors: 1,
    integers: 1,
    body,
    memory: true,
  });
}

/** Runs `body` until the local has counted down to 0. */
function loop(body: Bytes, counter: number): Bytes {
  return [0x03, 0x40, ...body, ...get(counter), 0x41, 1, 0x6b, 0x22, counter, 0x0d, 0, 0x0b];
}

function get(local: number): Bytes {
  return [0x20, ...unsigned(local)];
}

function set(local: number): Bytes {
  return [0x21, ...unsigned(local)];
}

function simd(code: number): Bytes {
  return [0xfd, ...unsigned(code)];
}

function f64Const(value: number): Bytes {
  return [0x44, ...new Uint8Array(new Float64Array([value]).buffer)];
}

interface Parts {
  readonly params: Bytes;
  readonly results: Bytes;
  /** Locals behind the parameters: integers first. */
  readonly integers: number;
  readonly vectors: number;
  readonly body: Bytes;
  /** Imports `env.memory`. */
  readonly memory: boolean;
}

function assemble({ params, results, integers, vectors, body, memory }: Parts): Uint8Array<ArrayBuffer> {
  const locals = [
    ...(integers > 0 ? [[...unsigned(integers), I32]] : []),
    ...(vectors > 0 ? [[...unsigned(vectors), V128]] : []),
  ];
  const code = [...unsigned(locals.length), ...locals.flat(), ...body, 0x0b];
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...unsigned(params.length), ...params, ...unsigned(results.length), ...results]),
    ...(memory ? section(2, [1, ...name("env"), ...name("memory"), 0x02, 0x00, 1]) : []),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name("run"), 0x00, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ];
  return new Uint8Array(bytes);
}

function section(id: number, content: Bytes): Bytes {
  return [id, ...unsigned(content.length), ...content];
}

function name(text: string): Bytes {
  return [text.length, ...Buffer.from(text, "latin1")];
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const rest = value >> 7;
  const ends = (rest === 0 && (value & 0x40) === 0) || (rest === -1 && (value & 0x40) !== 0);
  return ends ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(rest)];
}
