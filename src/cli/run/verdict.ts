/** The end of a run on the terminal: verdicts, what went wrong, and where the files are. */
import type { Case } from "../../model/case.js";
import { verdictLines } from "../../views/summary.js";
import { type CommandIo, EXIT } from "../io.js";
import { painter, plainText } from "../terminal.js";
import type { Execution } from "./execute.js";
import { shortcomings } from "./outcome.js";
import type { RunPlan } from "./plan.js";

interface End {
  readonly execution: Execution;
  readonly record: Case | null;
  readonly plan: RunPlan;
}

export function printVerdict({ execution, record, plan }: End, io: CommandIo): void {
  const paint = painter(io);
  const print = (text: string) => io.stdout.write(`${plainText(text)}\n`);
  print("");
  if (record !== null) {
    for (const line of verdictLines(record)) io.stdout.write(`${paint("bold", plainText(line))}\n`);
    print("");
  }
  print(`notebook  ${plan.output}`);
  if (record !== null && plan.report !== null) print(`report    ${plan.report}`);
  if (record !== null && plan.json !== null) print(`data      ${plan.json}`);
  for (const line of complaints({ execution, record, plan })) {
    io.stderr.write(`${paint("red", `benchbook: ${plainText(line)}`)}\n`);
  }
}

function complaints({ execution, record, plan }: End): readonly string[] {
  const asked = [plan.report, plan.json].filter((file) => file !== null);
  const noCase =
    record === null && asked.length > 0
      ? [
          `the notebook has no case, so there is nothing to report; begin it with a cell such as: %case "Title"`,
        ]
      : [];
  return [
    ...ending(execution),
    ...(record === null ? [] : shortcomings(record, plan.requireTargets)),
    ...noCase,
  ];
}

function ending({ ended, failed }: Execution): readonly string[] {
  if (ended === "interrupted")
    return [
      `interrupted${failed ? ` in cell ${failed.cell}` : ""}; what was there is written (exit status ${EXIT.interrupted})`,
    ];
  if (ended === "done" || failed === null) return [];
  const { ename, evalue } = failed.error;
  return [
    `cell ${failed.cell} failed with ${ename}: ${firstSentence(evalue)}; the cells after it did not run`,
  ];
}

/** The error stands in full below its cell. */
function firstSentence(text: string): string {
  return (text.split("\n", 1)[0] ?? "").replace(/\.\s*$/, "");
}
