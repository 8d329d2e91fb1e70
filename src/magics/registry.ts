/** Every magic, in the order in which %lsmagic lists them. A new one is a file beside this and a line here. */
import { baselineMagic } from "./baseline.js";
import { caseMagic } from "./case.js";
import { compareMagic } from "./compare.js";
import { referenceMagic, variantMagic } from "./compared.js";
import { complexityMagic } from "./complexity.js";
import { keepMagic, rejectMagic } from "./decide.js";
import { diffMagic } from "./diff.js";
import { dropMagic } from "./drop.js";
import { formatMagic } from "./format.js";
import { helpMagic, lsmagicMagic } from "./help.js";
import { installMagic } from "./install.js";
import { lintMagic } from "./lint.js";
import { machineMagic } from "./machine.js";
import type { Magic } from "./magic.js";
import { nativeMagic } from "./native.js";
import { optimizeMagic } from "./optimize.js";
import { parametersMagic } from "./parameters.js";
import { profileMagic } from "./profile.js";
import { reportMagic } from "./report.js";
import { rooflineMagic } from "./roofline.js";
import { setupMagic } from "./setup.js";
import { teardownMagic } from "./teardown.js";
import { timeitMagic } from "./timeit.js";
import { verifyMagic } from "./verify.js";
import { wasmMagic } from "./wasm.js";

export const MAGICS: readonly Magic[] = [
  caseMagic,
  setupMagic,
  teardownMagic,
  wasmMagic,
  nativeMagic,
  parametersMagic,
  baselineMagic,
  profileMagic,
  optimizeMagic,
  verifyMagic,
  keepMagic,
  rejectMagic,
  reportMagic,
  compareMagic,
  diffMagic,
  formatMagic,
  lintMagic,
  complexityMagic,
  timeitMagic,
  variantMagic,
  referenceMagic,
  dropMagic,
  machineMagic,
  rooflineMagic,
  installMagic,
  helpMagic,
  lsmagicMagic,
];
