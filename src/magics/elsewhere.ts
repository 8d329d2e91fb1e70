/** Doubts of a case that goes on on another machine or Node than some of its measurements were taken on. */
import type { Case } from "../model/case.js";
import { machineKey } from "../model/environment.js";
import type { Finding } from "../model/finding.js";

/** One finding for each measurement from elsewhere; those of measurements that are at home again are taken back. */
export function withElsewhere(record: Case, recorded: string): Case {
  const here = machineKey(record.environment);
  const found = record.variants.flatMap(({ name, measurements }) =>
    measurements
      .filter(({ machine }) => machine !== here)
      .map(({ parameters, machine }): Finding => {
        const about = { variant: name, against: null, parameters, recorded };
        return { ...about, code: "different-environment", details: { machine, here } };
      }),
  );
  const others = record.findings.filter(
    ({ code, against }) => code !== "different-environment" || against !== null,
  );
  return { ...record, findings: [...others, ...found] };
}
