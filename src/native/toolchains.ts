/** The compilers that are looked for, in order, and how each makes a shared library. A language is an entry here. */
import type { NativeLanguage } from "../model/native.js";

export interface Candidate {
  readonly command: readonly [string, ...string[]];
  readonly version: readonly string[];
}

export interface ToolchainSpec {
  readonly title: string;
  readonly extension: string;
  /** Tried in this order; `$CC` and alike come first. */
  readonly candidates: readonly Candidate[];
  /** Environment variable that names a compiler. */
  readonly variable: string | null;
  /** Half a sentence: how to get one. */
  readonly install: string;
  /** Optimises; `--flags` replaces them. No -ffast-math: it would change results. */
  readonly usualFlags: readonly string[];
  /** Arguments of a build, after the command. */
  readonly build: (request: {
    readonly source: string;
    readonly output: string;
    readonly flags: readonly string[];
    /** For what the compiler keeps. */
    readonly scratch: string;
  }) => readonly string[];
}

const GNU_FLAGS = ["-O3", "-march=native"];

export const TOOLCHAINS: Readonly<Record<NativeLanguage, ToolchainSpec>> = {
  c: {
    title: "C",
    extension: "c",
    variable: "CC",
    candidates: ["cc", "gcc", "clang"].map((name) => ({ command: [name], version: ["--version"] })),
    install: "install one, such as by `apt install gcc` or `xcode-select --install`",
    usualFlags: GNU_FLAGS,
    build: gnu("c"),
  },
  cpp: {
    title: "C++",
    extension: "cpp",
    variable: "CXX",
    candidates: ["c++", "g++", "clang++"].map((name) => ({ command: [name], version: ["--version"] })),
    install: "install one, such as by `apt install g++` or `xcode-select --install`",
    usualFlags: GNU_FLAGS,
    build: gnu("c++"),
  },
  rust: {
    title: "Rust",
    extension: "rs",
    variable: "RUSTC",
    candidates: [{ command: ["rustc"], version: ["--version"] }],
    install: "install it from https://rustup.rs or by `apt install rustc`",
    usualFlags: ["-C", "opt-level=3", "-C", "target-cpu=native"],
    build: ({ source, output, flags }) => [
      "--crate-type=cdylib",
      "--crate-name=cell",
      "--edition=2021",
      "--error-format=short",
      "--color=never",
      ...flags,
      "-o",
      output,
      source,
    ],
  },
  zig: {
    title: "Zig",
    extension: "zig",
    variable: null,
    candidates: [
      { command: ["zig"], version: ["version"] },
      { command: ["python-zig"], version: ["version"] },
      { command: ["python3", "-m", "ziglang"], version: ["version"] },
      { command: ["python", "-m", "ziglang"], version: ["version"] },
    ],
    install: "install it by `pip install ziglang` or from https://ziglang.org/download",
    usualFlags: ["-O", "ReleaseFast", "-mcpu=native"],
    build: ({ source, output, flags, scratch }) => [
      "build-lib",
      "-dynamic",
      "--color",
      "off",
      "--name",
      "cell",
      "--cache-dir",
      scratch,
      ...flags,
      `-femit-bin=${output}`,
      source,
    ],
  },
  mojo: {
    title: "Mojo",
    extension: "mojo",
    variable: null,
    candidates: [{ command: ["mojo"], version: ["--version"] }],
    install: "install it by `pip install mojo` (670 MB)",
    usualFlags: ["-O3"],
    build: ({ source, output, flags }) => ["build", "--emit", "shared-lib", ...flags, "-o", output, source],
  },
};

/** `-pthread` costs nothing where there are no threads; `-lm` stands after the source, as linkers read in order. */
function gnu(language: string): ToolchainSpec["build"] {
  return ({ source, output, flags }) => [
    "-fdiagnostics-color=never",
    "-fPIC",
    "-shared",
    "-pthread",
    ...flags,
    "-x",
    language,
    source,
    "-o",
    output,
    "-lm",
  ];
}
