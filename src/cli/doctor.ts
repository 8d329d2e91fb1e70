/** `benchbook doctor`: checks that all parts work on this machine, and says what to do about those that do not. */
import { type CommandSpec, readArguments } from "./arguments.js";
import { CHECKS, type Outcome } from "./doctor-checks.js";
import { type CommandIo, EXIT } from "./io.js";
import { systemOf } from "./kernelspec-options.js";

const DOCTOR = {
  name: "doctor",
  usage: "",
  summary: "Check that all parts work on this machine",
  positionals: { min: 0, max: 0 },
  options: {},
} as const satisfies CommandSpec;

/** Status 1 where a needed part does not work; Jupyter itself is not needed for `benchbook run`. */
export async function doctorCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  if (readArguments(DOCTOR, argv, io) === null) return EXIT.done;
  const system = systemOf(io);
  const rows = await Promise.all(
    CHECKS.map(async ({ part, check }) => ({ part, outcome: await check(system) })),
  );
  io.stdout.write(doctorTable(rows));
  return rows.every(({ outcome }) => outcome.verdict !== "broken") ? EXIT.done : EXIT.bad;
}

export interface Row {
  readonly part: string;
  readonly outcome: Outcome;
}

/**
 *     ✓ Node        20.19.0
 *     ✗ kernelspec  not installed
 *                   → benchbook install
 */
export function doctorTable(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ part }) => part.length)) + 2;
  const lines = rows.flatMap(({ part, outcome }) => {
    const line = `${MARKS[outcome.verdict]} ${part.padEnd(width)}${outcome.found}`;
    const advice = outcome.verdict === "works" ? [] : [`${" ".repeat(width + 2)}→ ${outcome.advice}`];
    return [line, ...advice];
  });
  return `${lines.join("\n")}\n`;
}

const MARKS = { works: "✓", broken: "✗", optional: "–" } as const;
