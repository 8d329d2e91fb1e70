import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import type { Profile } from "../../src/model/profile.js";
import { flameData } from "../../src/views/flamegraph/data.js";
import { flamegraphOutput } from "../../src/views/flamegraph/view.js";
import { profileDiffView, profileView, variantView } from "../../src/views/index.js";
import { ENDINGS } from "../../src/views/profile-formats/endings.js";
import { readProfile } from "../../src/views/profile-formats/index.js";
import { type OpenPage, TestBrowser, WITHOUT_CHROMIUM } from "../support/browser.js";
import { artOf } from "../support/profile-art.js";
import { sampleCase } from "../support/sample-case.js";
import { profileOf, sampleProfile } from "../support/sample-profile.js";

const record = sampleCase();
/** Stacks and their weights, to a hundred-thousandth: pages carry a ten-millionth of the whole. */
const foldedStacks = (profile: Profile) =>
  artOf({ ...profile, nodes: profile.nodes.map((node) => ({ ...node, self: Math.round(node.self / 1e4) })) });
const output = String(
  profileView({ profile: sampleProfile(), record: record.profiles[0]!, variant: { name: "naive" } })[
    "text/html"
  ],
);
const against = { ...sampleProfile("ikj"), calls: 90 };
const difference = String(
  profileDiffView(
    { name: "ikj", profile: against, record: record.profiles[0]! },
    { name: "naive", profile: sampleProfile(), record: record.profiles[0]! },
  )["text/html"],
);
const page = (body: string, ground = "#fff") =>
  `<!doctype html><meta charset="utf-8"><body style="background:${ground};width:900px">${body}`;

describe("the flamegraph in Chromium", { skip: WITHOUT_CHROMIUM }, () => {
  let browser: TestBrowser;
  before(async () => {
    browser = await TestBrowser.start();
  });
  after(() => browser?.close());

  const flame = (opened: OpenPage, index = 0) => opened.page.locator("[data-benchbook-flame]").nth(index);
  /** Clicks in a row, at a share of the width. */
  const click = async (opened: OpenPage, row: number, share: number, index = 0) => {
    const canvas = flame(opened, index).locator("canvas");
    const box = await canvas.boundingBox();
    assert.ok(box);
    await canvas.click({ position: { x: box.width * share, y: row * 20 + 10 } });
    await opened.page.waitForTimeout(250);
  };
  const zoomed = (opened: OpenPage, index = 0) => flame(opened, index).getAttribute("data-benchbook-zoom");

  test("the widget takes the picture's place without a complaint", async () => {
    const opened = await browser.open(page(output));
    assert.equal(await flame(opened).locator("canvas").count(), 1);
    assert.equal(await flame(opened).locator("img").count(), 0);
    assert.deepEqual(opened.complaints, []);
    assert.deepEqual(opened.requests, []);
  });

  test("a click zooms, the path leads back step by step, reset and Escape show all", async () => {
    const opened = await browser.open(page(output));
    await click(opened, 2, 0.4);
    assert.equal(await zoomed(opened), "matmul");
    const crumbs = flame(opened).locator("nav button");
    assert.deepEqual(await crumbs.allTextContents(), ["all", "runBatch", "measured", "matmul"]);
    await crumbs.nth(1).click();
    assert.equal(await zoomed(opened), "runBatch");
    await flame(opened).getByRole("button", { name: "Reset" }).click();
    assert.equal(await zoomed(opened), "");
    await click(opened, 1, 0.4);
    await opened.page.keyboard.press("Escape");
    assert.equal(await zoomed(opened), "");
  });

  test("a search tells the matched share", async () => {
    const opened = await browser.open(page(output));
    await flame(opened).getByRole("searchbox").fill("MATMUL");
    assert.match((await flame(opened).textContent()) ?? "", /matched 97\.8 % in 1 function/);
    await flame(opened).getByRole("searchbox").fill("nothing like it");
    assert.match((await flame(opened).textContent()) ?? "", /no match/);
  });

  test("the tooltip shows self and total with time, share, samples and place", async () => {
    const opened = await browser.open(page(output));
    await flame(opened)
      .locator("canvas")
      .hover({ position: { x: 300, y: 50 } });
    const tip = flame(opened).getByText("self 1.90 s (94.7 %, 5352 samples)").first();
    await tip.waitFor();
    assert.ok(await flame(opened).getByText("this cell · cell:naive:1").first().isVisible());
    assert.ok(await flame(opened).getByText("total 1.96 s (97.8 %, 5526 samples)").first().isVisible());
  });

  test("keys move between frames, Enter zooms, and a screen reader hears the frame", async () => {
    const opened = await browser.open(page(output));
    await flame(opened).locator("canvas").focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown"]) await opened.page.keyboard.press(key);
    assert.match(
      (await flame(opened).locator("[aria-live]").last().textContent()) ?? "",
      /^matmul, this cell/,
    );
    await opened.page.keyboard.press("Enter");
    await opened.page.waitForTimeout(250);
    assert.equal(await zoomed(opened), "matmul");
  });

  test("order, direction, callers and hiding change the picture, and a search takes a regular expression", async () => {
    const opened = await browser.open(page(output));
    const picture = () => opened.page.evaluate("document.querySelector('canvas').toDataURL()");
    const pictures = new Set([await picture()]);
    for (const [label, value] of [
      ["Order", "time"],
      ["Order", "callers"],
      ["Direction", "flame"],
      ["Colour", "name"],
    ] as const) {
      await flame(opened).getByLabel(label, { exact: true }).selectOption(value);
      await opened.page.waitForTimeout(100);
      pictures.add(await picture());
    }
    await flame(opened).getByRole("button", { name: "Hide runtime" }).click();
    await opened.page.waitForTimeout(100);
    pictures.add(await picture());
    assert.equal(pictures.size, 6);
    assert.equal(
      await flame(opened).getByRole("button", { name: "Hide runtime" }).getAttribute("aria-pressed"),
      "true",
    );
    await flame(opened).getByRole("searchbox").fill("^mat|^conv");
    assert.match((await flame(opened).textContent()) ?? "", /in 2 functions/);
    await flame(opened).getByRole("searchbox").fill("mat(");
    assert.match((await flame(opened).textContent()) ?? "", /taken as plain text/);
    assert.deepEqual(opened.complaints, []);
  });

  test("the table sorts, and by keys alone tells callers and callees", async () => {
    const opened = await browser.open(page(output));
    await flame(opened).getByRole("button", { name: "Table" }).click();
    const names = () => flame(opened).locator("[data-frame]").allTextContents();
    assert.equal((await names())[0], "matmul");
    await flame(opened).locator("[data-column='2']").click();
    assert.equal((await names())[0], "runBatch");
    assert.equal(await flame(opened).locator("th").nth(2).getAttribute("aria-sort"), "descending");
    await flame(opened).locator("[data-column='2']").click();
    assert.notEqual((await names())[0], "runBatch");
    await flame(opened).locator("[data-column='1']").click();
    await flame(opened).locator("[data-frame]").first().focus();
    for (const key of ["ArrowDown", "ArrowUp", "Enter"]) await opened.page.keyboard.press(key);
    const details = flame(opened).locator("tr", { hasText: "called by" });
    assert.match((await details.textContent()) ?? "", /called by\s*measured.*calls.*convolve/s);
    assert.match(String(await opened.page.evaluate("document.activeElement.textContent")), /^matmul/);
    assert.deepEqual(opened.complaints, []);
  });

  test("dragging pans where it is zoomed in, and is no click", async () => {
    const opened = await browser.open(page(output));
    await flame(opened).locator("canvas").focus();
    await opened.page.keyboard.press("w");
    await opened.page.waitForTimeout(100);
    const picture = () => opened.page.evaluate("document.querySelector('canvas').toDataURL()");
    const box = (await flame(opened).locator("canvas").boundingBox())!;
    const before = await picture();
    await opened.page.mouse.move(box.x + 500, box.y + 30);
    await opened.page.mouse.down();
    await opened.page.mouse.move(box.x + 100, box.y + 30, { steps: 4 });
    await opened.page.mouse.up();
    await opened.page.waitForTimeout(100);
    // The right end, with its thin frames, has come into view.
    assert.ok((await picture()) !== before, "the picture has moved");
    assert.equal(await zoomed(opened), null);
  });

  test("two profiles held against each other: widths, scale and what vanished", async () => {
    const opened = await browser.open(page(difference));
    const widths = flame(opened).getByLabel("Width of a frame");
    await flame(opened)
      .locator("canvas")
      .hover({ position: { x: 100, y: 10 } });
    assert.match((await flame(opened).textContent()) ?? "", /before .* a call/);
    for (const value of ["now", "elided", "change"]) await widths.selectOption(value);
    await flame(opened).getByLabel("Scale").selectOption("share");
    await flame(opened).getByRole("button", { name: "Table" }).click();
    assert.equal(await flame(opened).locator("th").count(), 6);
    assert.deepEqual(opened.complaints, []);
  });

  /** The file that a button saves, read back by our readers, as stacks with their weights. */
  const saved = async (opened: OpenPage, format: keyof typeof ENDINGS) => {
    const [download] = await Promise.all([
      opened.page.waitForEvent("download"),
      flame(opened).getByRole("button", { name: format, exact: true }).click(),
    ]);
    const bytes = await readFile(await download.path());
    return { name: download.suggestedFilename(), profile: readProfile(bytes, format) };
  };

  test("a profile is saved for other tools, and reads back the same", async () => {
    const opened = await browser.open(page(output));
    await flame(opened).getByRole("button", { name: "Save as" }).click();
    const expected = foldedStacks(sampleProfile());
    for (const format of ["cpuprofile", "speedscope", "collapsed", "pprof"] as const) {
      const { name, profile } = await saved(opened, format);
      assert.equal(foldedStacks(profile), expected, format);
      assert.equal(name, `naive-n=256-seed=1${ENDINGS[format]}`);
      if (format === "cpuprofile")
        assert.ok(Math.abs(profile.sampleCount - sampleProfile().sampleCount) < 10, "samples");
    }
    assert.deepEqual(opened.complaints, []);
    assert.deepEqual(opened.requests, []);
  });

  test("a heap profile is saved by bytes, and two profiles held against each other are none to save", async () => {
    const heap = { ...sampleProfile(), kind: "heap", unit: "bytes" } as const;
    const opened = await browser.open(page(flamegraphOutput(flameData(heap, "heap")).html));
    await flame(opened).getByRole("button", { name: "Save as" }).click();
    const { profile } = await saved(opened, "heapprofile");
    assert.equal(profile.unit, "bytes");
    assert.equal(foldedStacks(profile), foldedStacks(heap));
    const two = await browser.open(page(difference));
    assert.equal(await flame(two).getByRole("button", { name: "Save as" }).count(), 0);
  });

  test("a frame's name with HTML in it is shown as text", async () => {
    const evil = "<img src=x onerror=window.hacked=1>";
    const bundle = profileView({
      profile: profileOf({ stacks: `${evil} 1000000000`, variant: "naive", source: "" }),
      record: record.profiles[0]!,
      variant: { name: "naive" },
    });
    const opened = await browser.open(page(String(bundle["text/html"])));
    await flame(opened).getByRole("button", { name: "Table" }).click();
    await flame(opened).locator("[data-frame]").first().click();
    await click(opened, 0, 0.5);
    assert.equal(await opened.page.evaluate("window.hacked"), undefined);
    assert.equal(await flame(opened).locator("img").count(), 0);
    assert.equal(await zoomed(opened), evil);
  });

  test("at 400 px nothing sticks out sideways, with the table open", async () => {
    const narrow = `<!doctype html><meta charset="utf-8"><body>${output}${difference}`;
    const opened = await browser.open(narrow, { viewport: { width: 400, height: 800 } });
    for (const index of [0, 1]) await flame(opened, index).getByRole("button", { name: "Table" }).click();
    assert.ok(Number(await opened.page.evaluate("document.documentElement.scrollWidth")) <= 400);
  });

  test("without scripts the picture stands, with its text alternative", async () => {
    const opened = await browser.open(page(output), { javaScriptEnabled: false });
    assert.match((await flame(opened).locator("img").getAttribute("alt")) ?? "", /^Flamegraph: naive/);
    assert.ok(((await flame(opened).locator("img").boundingBox())?.height ?? 0) >= 60);
  });

  test("two on a page do not disturb each other, though each output brings the script", async () => {
    const opened = await browser.open(page(output + output));
    assert.equal(await opened.page.locator("[data-benchbook-flame] canvas").count(), 2);
    await click(opened, 2, 0.4, 1);
    assert.equal(await zoomed(opened, 1), "matmul");
    assert.notEqual(await zoomed(opened, 0), "matmul");
    assert.deepEqual(opened.complaints, []);
  });

  test("it takes a new width", async () => {
    const opened = await browser.open(page(output));
    const before = Number(await opened.page.evaluate("document.querySelector('canvas').width"));
    await opened.page.evaluate("document.body.style.width = '500px'");
    await opened.page.waitForFunction(`document.querySelector('canvas').width < ${before}`);
  });

  test("a screen of high density gets as many pixels", async () => {
    const opened = await browser.open(page(output), { deviceScaleFactor: 2 });
    const [pixels, width] = (await opened.page.evaluate(
      "[document.querySelector('canvas').width, document.querySelector('canvas').clientWidth]",
    )) as [number, number];
    assert.equal(pixels, width * 2);
  });

  test("it follows the theme that a notebook tells, and else the background", async () => {
    const paint = `(() => { const c = document.querySelector('canvas'); return [...c.getContext('2d').getImageData(600, 30, 1, 1).data].join(); })()`;
    const light = await browser.open(page(output));
    const dark = await browser.open(page(output, "#111"));
    assert.notEqual(await light.page.evaluate(paint), await dark.page.evaluate(paint));
    await dark.page.evaluate("document.body.dataset.jpThemeLight = 'true'");
    await dark.page.waitForTimeout(100);
    assert.equal(await light.page.evaluate(paint), await dark.page.evaluate(paint));
  });

  test("a chart in an output can be pointed at once scripts run", async () => {
    const outcome = { reused: null, spent: null, stopped: null };
    const bundle = variantView({ record, variant: "ikj", outcome, plots: true });
    const opened = await browser.open(page(String(bundle["text/html"]).repeat(2)));
    assert.equal(await opened.page.locator("img[data-benchbook-chart]").count(), 0);
    assert.equal(await opened.page.locator("svg[role=img]").count(), 4);
    assert.ok((await opened.page.locator("svg g > title").count()) > 4);
    assert.deepEqual(opened.complaints, []);
  });
});
