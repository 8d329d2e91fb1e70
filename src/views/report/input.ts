/** What a report is made of. */
import type { Case } from "../../model/case.js";
import type { Simultaneous } from "../../model/comparison.js";
import type { Round } from "../../model/measurement.js";
import type { SavedNotebook } from "../../model/ports/store.js";
import type { Profile } from "../../model/profile.js";

export interface ReportInput {
  readonly record: Case;
  /** Profiles by the file name that their records give. */
  readonly profiles: Readonly<Record<string, Profile>>;
  /** Texts of the local files that variants are made of, by variant and path. */
  readonly files?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Sources as a formatter writes them, by variant: what differences are made of. Those that it cannot parse are left out. */
  readonly formatted?: Readonly<Record<string, string>>;
  /** Every ordered sample of what was measured at the workload's parameters, by the hash that measurements give. */
  readonly samples?: Readonly<Record<string, readonly Round[]>>;
  /** The notebook as it was last saved, for its Markdown; null where it is not known or not readable. */
  readonly story: SavedNotebook | null;
  /** Plotly, minified, gzipped and in base64; null: charts stay static. */
  readonly plotly: { readonly gzipBase64: string; readonly version: string } | null;
  /** ISO 8601. */
  readonly generated: string;
  readonly reproduce: { readonly command: string };
  /** Intervals against the baseline that hold for all variants at once (level 1 − 0.05/m), by variant. */
  readonly simultaneous?: Readonly<Record<string, Simultaneous>>;
}
