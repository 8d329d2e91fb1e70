import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import * as views from "../../src/views/index.js";
import { sampleCase, staleCase } from "../support/sample-case.js";
import { sampleProfile } from "../support/sample-profile.js";
import { sampleReport } from "../support/sample-report.js";

// Tests run from dist/test; golden files stand beside the sources.
const GOLDEN = new URL("../../../test/golden/views/", import.meta.url);

const record = sampleCase();
const stale = staleCase();
const outcome = { reused: null, spent: 24e9, stopped: "width" };
const naive = record.variants.find((variant) => variant.name === "naive")!;
const blocked = record.variants.find((variant) => variant.name === "blocked")!;
const text = (bundle: Readonly<Record<string, unknown>>) => `${bundle["text/plain"]}\n`;

const TEXTS: Readonly<Record<string, () => string>> = {
  "case.txt": () => text(views.caseView({ record, next: views.nextStep(record) })),
  "case-stale.txt": () => text(views.caseView({ record: stale, next: views.nextStep(stale) })),
  ...Object.fromEntries(
    record.variants.map(({ name }) => [
      `variant-${name}.txt`,
      () => text(views.variantView({ record, variant: name, outcome, plots: true })),
    ]),
  ),
  "profile.txt": () =>
    text(views.profileView({ profile: sampleProfile(), record: record.profiles[0]!, variant: naive })),
  "verification.txt": () => text(views.verificationView({ verification: record.verifications, record })),
  "refused.txt": () =>
    text(views.refusedView({ record, variant: "shortcut", verification: record.verifications[2]! })),
  "compare.txt": () => text(views.compareView({ record, comparison: record.comparisons[2]! })),
  "diff.txt": () =>
    text(views.diffView({ from: naive.source, to: blocked.source, fromName: "naive", toName: "blocked" })),
  "machine.txt": () => text(views.machineView(record.environment)),
  "report.md": () => views.reportMarkdown(sampleReport()),
  "report-pr.md": () => views.reportPr(sampleReport()),
};

for (const [name, write] of Object.entries(TEXTS)) {
  test(`the text reads as in test/golden/views/${name} (UPDATE_GOLDEN=1 accepts a change)`, () => {
    const file = new URL(name, GOLDEN);
    const written = write();
    if (process.env.UPDATE_GOLDEN) {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(file, written);
    }
    assert.equal(written, readFileSync(file, "utf8"));
  });
}
