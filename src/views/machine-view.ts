/** `%machine`: the environment that numbers hold for. */
import type { Environment } from "../model/environment.js";
import type { MimeBundle } from "../model/output.js";
import { formatBytes, formatPercent } from "../model/units.js";
import { lead, panel, table } from "./look.js";
import { machineText } from "./machine-text.js";
import { mimeBundle } from "./mime.js";
import { textTable } from "./text.js";

export function machineView(environment: Environment): MimeBundle {
  const rows = environmentRows(environment);
  return mimeBundle({
    text: `${machineText(environment)}\n${textTable({ head: ["what", "value"], rows })}`,
    html: panel(lead(machineText(environment)), table([{ title: "what" }, { title: "value" }], rows)),
    data: { kind: "machine", environment },
  });
}

export function environmentRows(environment: Environment): readonly (readonly [string, string])[] {
  const { cpu, limits, git } = environment;
  const caches = Object.entries(cpu.caches).map(([level, size]) => `${level} ${formatBytes(size)}`);
  const packages = Object.entries(environment.packages).map(([name, version]) => `${name} ${version}`);
  return [
    ["processor", cpu.model],
    ["cores", `${cpu.cores}${cpu.mhz ? ` at ${cpu.mhz} MHz` : ""}`],
    ["caches", caches.join(", ") || "unknown"],
    ["memory", formatBytes(environment.memory)],
    ["system", `${environment.os} (${environment.arch})`],
    ["frequency governor", environment.governor ?? "not told"],
    ["load when recorded", environment.load.toFixed(2)],
    ["stolen by the hypervisor", environment.steal === null ? "not told" : formatPercent(environment.steal)],
    ["limits", limitText(limits)],
    ["Node", environment.node.replace(/^v/, "")],
    ["V8", environment.v8],
    ["benchbook", environment.benchbook],
    ["packages", packages.join(", ") || "none"],
    [
      "git revision",
      git === null ? "none" : `${git.revision.slice(0, 12)}${git.dirty ? ", with uncommitted changes" : ""}`,
    ],
  ];
}

function limitText({ cpus, memory }: Environment["limits"]): string {
  const parts = [cpus === null ? null : `${cpus} CPUs`, memory === null ? null : formatBytes(memory)];
  return parts.filter((part) => part !== null).join(", ") || "none";
}
