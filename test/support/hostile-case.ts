/** The sample case with markup in every text that a user or a program can choose. */
import type { ReportInput } from "../../src/views/report/input.js";
import { profileOf } from "./sample-profile.js";
import { sampleReport } from "./sample-report.js";

/** Breaks out of text, attributes, scripts, comments and Markdown, where any of them is not escaped. */
export const HOSTILE = `</script></style>--><img src=x onerror="window.hacked=1">'"\`<svg onload=window.hacked=1>\${1}`;

export function hostileReport(): ReportInput {
  const report = sampleReport();
  const { record } = report;
  const mine = (name: string) => (name === "naive" || name === "ikj" ? `${name}${HOSTILE}` : name);
  const rename = <T extends { readonly variant: string }>(entry: T): T => ({
    ...entry,
    variant: mine(entry.variant),
  });
  return {
    ...report,
    record: {
      ...record,
      title: `Title ${HOSTILE}`,
      id: `id${HOSTILE}`,
      environment: {
        ...record.environment,
        cpu: { ...record.environment.cpu, model: `CPU ${HOSTILE}` },
        os: HOSTILE,
        benchbook: HOSTILE,
        packages: { [HOSTILE]: HOSTILE },
        git: { revision: HOSTILE, dirty: true },
      },
      workload: {
        ...record.workload,
        parameters: { ...record.workload.parameters, [HOSTILE]: HOSTILE },
        cost: { flops: HOSTILE },
      },
      targets: record.targets.map((target) => ({ ...target, expression: HOSTILE })),
      variants: record.variants.map((variant) => ({
        ...variant,
        name: mine(variant.name),
        parent: variant.parent === null ? null : mine(variant.parent),
        source: `${variant.source}\n// ${HOSTILE}`,
        hypothesis: variant.hypothesis === null ? null : HOSTILE,
        noProfile: HOSTILE,
        measurements: variant.measurements.map((one) => ({
          ...one,
          parameters: { ...one.parameters, [HOSTILE]: HOSTILE },
        })),
      })),
      comparisons: record.comparisons.map((one) => ({
        ...rename(one),
        against: mine(one.against),
        machine: HOSTILE,
        parameters: { ...one.parameters, [HOSTILE]: HOSTILE },
      })),
      profiles: record.profiles.map((one) => ({
        ...rename(one),
        hotLines: one.hotLines.map((line) => ({ ...line, text: HOSTILE })),
      })),
      verifications: record.verifications.map((one) => ({
        ...rename(one),
        against: mine(one.against),
        checks: one.checks.map((check) => ({
          ...check,
          note: HOSTILE,
          described: HOSTILE,
          mismatch: check.mismatch && {
            ...check.mismatch,
            path: HOSTILE,
            expected: HOSTILE,
            actual: HOSTILE,
          },
        })),
      })),
      findings: record.findings.map((one) => ({
        ...rename(one),
        details: { ...one.details, prepare: HOSTILE },
      })),
      decisions: record.decisions.map((one) => ({ ...rename(one), reason: HOSTILE })),
    },
    profiles: {
      "naive.json": profileOf({
        stacks: `${HOSTILE.replaceAll(";", ",")};inner ${HOSTILE} 1000000`,
        variant: mine("naive"),
        source: HOSTILE,
      }),
    },
    story: {
      file: HOSTILE,
      saved: "2026-11-23T14:30:00.000Z",
      cells: [
        {
          id: "m",
          kind: "markdown",
          source: `# ${HOSTILE}\n\n${HOSTILE}\n\n[link](javascript:window.hacked=1) ![picture](https://example.org/x.png) ![svg](data:image/svg+xml;base64,PHN2Zz4=) [data](data:text/html,<script>1</script>)\n\n<script>window.hacked=1</script>\n\n\`\`\`"><img src=x onerror=window.hacked=1>\n${HOSTILE}\n\`\`\``,
        },
        { id: "c-naive", kind: "code", source: "%%baseline naive" },
      ],
    },
    reproduce: { command: HOSTILE },
  };
}
