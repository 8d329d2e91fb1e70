import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { profileView, variantView } from "../../src/views/index.js";
import { type OpenPage, TestBrowser, WITHOUT_CHROMIUM } from "../support/browser.js";
import { sampleCase } from "../support/sample-case.js";
import { sampleProfile } from "../support/sample-profile.js";

const record = sampleCase();
const output = String(
  profileView({ profile: sampleProfile(), record: record.profiles[0]!, variant: { name: "naive" } })[
    "text/html"
  ],
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
