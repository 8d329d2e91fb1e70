/** Buttons that save the profile in the formats of other tools, from what the page carries. Runs in pages. */
import type { Profile, ProfileUnit } from "../../model/profile.js";
import { toCollapsed } from "../profile-formats/collapsed.js";
import { toCpuProfile } from "../profile-formats/cpuprofile.js";
import { ENDINGS } from "../profile-formats/endings.js";
import { toHeapProfile } from "../profile-formats/heapprofile.js";
import { pprofMessage } from "../profile-formats/pprof-message.js";
import { toSpeedscope } from "../profile-formats/speedscope.js";
import type { FlameData } from "./data.js";
import type { PageWindow } from "./dom.js";
import { flameProfile, flameSampled } from "./page-profile.js";
import { type FlameParts, flameButton, flameElement, flameOn, flameToggle } from "./parts.js";
import type { FlameTree } from "./tree.js";

/** Adds a button to the bar that shows one for each format. Two profiles held against each other are none to save. */
export function flameSave(parts: FlameParts, data: FlameData, tree: FlameTree): void {
  const document = parts.bar.ownerDocument;
  const view = document.defaultView;
  if (view === null || data.against) return;
  const row = flameElement(document, "div", "");
  const open = flameButton(document, "Save as", "Saves the profile for other tools");
  let shown = true;
  const show = () => {
    shown = !shown;
    row.style.cssText = `display:${shown ? "flex" : "none"};gap:6px;align-items:center;flex-wrap:wrap;margin:0 0 4px`;
    flameToggle(open, shown);
    open.setAttribute("aria-expanded", String(shown));
  };
  for (const [format, hint, write] of formats(data)) {
    const button = flameButton(document, format, hint);
    flameOn(button, "click", async () => {
      const content = await write(flameProfile(data, tree), view);
      const link = flameElement(document, "a", "display:none");
      const address = view.URL.createObjectURL(new view.Blob([content]));
      link.setAttribute("href", address);
      link.setAttribute(
        "download",
        (data.title.replace(/[^\p{L}\p{N}.=]+/gu, "-") || "profile") + ENDINGS[format],
      );
      row.append(link);
      link.click();
      link.remove();
      view.setTimeout(() => view.URL.revokeObjectURL(address), 60_000);
    });
    row.append(button);
  }
  flameOn(open, "click", show);
  show();
  parts.bar.append(open);
  parts.found.before(row);
}

type Write = (profile: Profile, view: PageWindow) => unknown;

function formats(
  data: FlameData,
): readonly (readonly [format: keyof typeof ENDINGS, hint: string, write: Write])[] {
  const devTools = "For Chrome's DevTools and VS Code";
  const own: Readonly<Record<ProfileUnit, ReturnType<typeof formats>>> = {
    ns: [["cpuprofile", devTools, (profile) => toCpuProfile(flameSampled(profile))]],
    bytes: [["heapprofile", devTools, (profile) => toHeapProfile(flameSampled(profile))]],
    samples: [],
  };
  return [
    ...own[data.unit],
    ["speedscope", "For speedscope", (profile) => toSpeedscope(profile, data.title)],
    ["collapsed", "Collapsed stacks, for flamegraph.pl", toCollapsed],
    ["pprof", "For go tool pprof", zipped],
  ];
}

/** As Node's zlib does in `profile-formats/pprof.ts`. */
const zipped: Write = (profile, view) =>
  new view.Response(
    new view.Blob([pprofMessage(profile)]).stream().pipeThrough(new view.CompressionStream("gzip")),
  ).blob();
