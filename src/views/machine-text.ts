/** The machine in few words: what a verdict holds for. */
import type { Case } from "../model/case.js";
import { type Environment, machineKey } from "../model/environment.js";

/** `AMD EPYC 7B13`, without marks and fillers. */
export function shortCpu(model: string): string {
  return model
    .replace(/\((R|TM|tm|r)\)/g, "")
    .replace(/\b(CPU|Processor|\d+-Core)\b/g, "")
    .replace(/@.*$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** `Node 20.20.2 on AMD EPYC`. */
export function machineText(environment: Environment): string {
  return `Node ${environment.node.replace(/^v/, "")} on ${shortCpu(environment.cpu.model) || environment.arch}`;
}

/** Where something was recorded: this case's machine, or the key of another. */
export function recordedOn(machine: string, record: Case): string {
  return machine === machineKey(record.environment) ? machineText(record.environment) : machine;
}
