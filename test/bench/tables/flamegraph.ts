/** (f) The flamegraph in headless Chromium: a million samples over 50,000 stacks, from opening to paint and while panning. */
import { formatDuration } from "../../../src/model/units.js";
import { median, quantile } from "../../../src/stats/quantile.js";
import { type FlameLimits, flameData, OUTPUT_LIMITS } from "../../../src/views/flamegraph/data.js";
import { flamegraphOutput } from "../../../src/views/flamegraph/view.js";
import { TestBrowser, WITHOUT_CHROMIUM } from "../../support/browser.js";
import { largeProfile } from "../large-profile.js";
import { shareOf, type Table } from "../table.js";

const SIZE = { samples: 1_000_000, nodes: 50_000, functions: 2000 };
const WHOLE: FlameLimits = { nodes: Number.POSITIVE_INFINITY, runs: Number.POSITIVE_INFINITY, thinnest: 0 };
const ORDERS = ["heavy", "time", "callers"] as const;
const FRAMES = 300;
const MS = 1e6;

/** ns, all of them. */
interface Opening {
  /** From the start of the navigation to the first frame with the widget in it. */
  readonly painted: number;
  /** Processor time of the page's main thread until then. */
  readonly processor: number;
}

/** ns of script in each frame, while the profile is dragged to and fro at a quarter of its width. */
type Panning = Readonly<Record<(typeof ORDERS)[number], readonly number[]>>;

export const flamegraph: Table = {
  key: "f",
  title: "Flamegraph: a million samples over 50,000 stacks in headless Chromium",
  async run(bench) {
    const columns = ["what the page carries", "to first paint", "processor until then"].concat(
      ...ORDERS.map((order) => `${order}: script a frame, p50, p95`),
    );
    const notes = [
      "Targets: first paint under 300 ms, script at most 8 ms a frame. Medians of the loads; first paint is wall time, so that a busy machine shows in it.",
    ];
    if (WITHOUT_CHROMIUM) return { columns, rows: [], notes: [WITHOUT_CHROMIUM], experiments: {} };
    const browser = await TestBrowser.start();
    try {
      const profile = largeProfile(SIZE);
      const experiments: Record<string, { openings: Opening[]; panning: Panning }> = {};
      for (const [name, limits] of [
        ["as an output: 4,000 nodes, 8,000 stretches", OUTPUT_LIMITS],
        ["all of it", WHOLE],
      ] as const) {
        bench.progress(`f: ${name}`);
        const page = `<!doctype html><meta charset="utf-8"><body style="width:1100px">${flamegraphOutput(flameData(profile, "large", limits)).html}`;
        const openings: Opening[] = [];
        for (let load = 0; load < 2 + shareOf(bench, 1 / 4); load++)
          openings.push(await openingOf(browser, page));
        experiments[name] = { openings, panning: await panningOf(browser, page) };
      }
      const rows = Object.entries(experiments).map(([name, { openings, panning }]) => [
        name,
        formatDuration(median(openings.map(({ painted }) => painted))),
        formatDuration(median(openings.map(({ processor }) => processor))),
        ...ORDERS.map((order) =>
          [0.5, 0.95].map((share) => formatDuration(quantile(panning[order], share))).join(", "),
        ),
      ]);
      return { columns, rows, notes, experiments };
    } finally {
      await browser.close();
    }
  },
};

async function openingOf(browser: TestBrowser, html: string): Promise<Opening> {
  const { page } = await browser.open("<!doctype html>");
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const opened = await browser.open(html, { page });
  const painted = Number(await opened.page.evaluate(PAINTED));
  const { metrics } = await session.send("Performance.getMetrics");
  await page.context().close();
  const spent = metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  return { painted: painted * MS, processor: spent * 1e9 };
}

async function panningOf(browser: TestBrowser, html: string): Promise<Panning> {
  const { page } = await browser.open(html);
  const panning = { heavy: [] as number[], time: [] as number[], callers: [] as number[] };
  for (const order of ORDERS) {
    await page.getByLabel("Order", { exact: true }).selectOption(order);
    for (let step = 0; step < 4; step++) await page.locator("canvas").press("w");
    panning[order] = ((await page.evaluate(PAN)) as number[]).map((time) => time * MS);
  }
  await page.context().close();
  return panning;
}

/** Resolves behind the next frame. */
const PAINTED = `new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))`;

/** Drags the canvas, a move a frame; resolves to ms of the widget's own callbacks. */
const PAN = `new Promise((done) => {
  const canvas = document.querySelector("canvas");
  const { left, top } = canvas.getBoundingClientRect();
  const send = (type, x) => canvas.dispatchEvent(
    new PointerEvent(type, { clientX: left + x, clientY: top + 30, pointerId: 1, button: 0, bubbles: true }));
  canvas.setPointerCapture = () => {};
  const times = [];
  const next = window.requestAnimationFrame.bind(window);
  const clocked = (work) => { const start = performance.now(); work(); return performance.now() - start; };
  let inEvent = 0;
  window.requestAnimationFrame = (draw) => next((now) => times.push(inEvent + clocked(() => draw(now))));
  let frame = 0;
  const step = () => {
    inEvent = clocked(() => send("pointermove", 600 + 300 * Math.sin(frame / 40)));
    if (frame++ < ${FRAMES}) return next(step);
    send("pointerup", 600);
    window.requestAnimationFrame = next;
    done(times);
  };
  send("pointerdown", 600);
  next(step);
})`;
