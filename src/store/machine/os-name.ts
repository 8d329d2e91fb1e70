/** The system as a person names it: `Debian GNU/Linux 12 (bookworm)`, `macOS 15.3`. */
import { release, type, version } from "node:os";
import type { MachinePorts } from "../machine.js";

export async function osName(ports: MachinePorts): Promise<string> {
  if (ports.platform === "darwin") {
    const { ok, stdout } = await ports.run("sw_vers", ["-productVersion"]);
    if (ok) return `macOS ${stdout.trim()}`;
  }
  if (ports.platform === "win32") return `${version()} ${release()}`;
  const pretty = /^PRETTY_NAME="?(.*?)"?$/m.exec((await ports.read("/etc/os-release")) ?? "")?.[1];
  return pretty || `${type()} ${release()}`;
}
