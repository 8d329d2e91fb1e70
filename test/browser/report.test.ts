import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { loadPlotlyAsset } from "../../src/store/plotly-asset.js";
import { reportHtml } from "../../src/views/report/html.js";
import { TestBrowser, WITHOUT_CHROMIUM } from "../support/browser.js";
import { hostileReport } from "../support/hostile-case.js";
import { sampleReport } from "../support/sample-report.js";

describe("the report in Chromium", { skip: WITHOUT_CHROMIUM }, () => {
  let browser: TestBrowser;
  let html: string;

  before(async () => {
    browser = await TestBrowser.start();
    html = reportHtml({ ...sampleReport(), plotly: await loadPlotlyAsset() });
  });
  after(() => browser?.close());

  test("it stays under 2.5 MB", () => {
    assert.ok(Buffer.byteLength(html) < 2.5e6, `${Buffer.byteLength(html)} bytes`);
  });

  test("it opens from a file with no complaint and no request, and its charts become interactive", async () => {
    const { page, complaints, requests } = await browser.open(html);
    await page.waitForFunction(ALL_LIVE);
    const charts = await page.locator("[data-chart=live]").count();
    assert.ok(charts >= 5);
    assert.equal(await page.locator(".still").first().isVisible(), false);
    assert.ok(await page.locator(".live .main-svg").first().isVisible());
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests, []);
  });

  test("folded evidence becomes interactive when it is opened, and follows the theme", async () => {
    const { page, complaints } = await browser.open(html);
    await page.waitForFunction(ALL_LIVE);
    const folded = page.locator("details.evidence").first();
    assert.equal(await folded.locator("[data-chart=still]").count(), 1);
    await folded.locator("summary").click();
    await folded.locator("[data-chart=live] .main-svg").first().waitFor();
    assert.equal(await folded.locator("[data-chart=still]").count(), 0);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForTimeout(300);
    assert.deepEqual(complaints, []);
  });

  test("its policy lets a flamegraph be saved for another tool", async () => {
    const { page, complaints, requests } = await browser.open(html);
    const flame = page.locator("[data-benchbook-flame]").first();
    await flame.getByRole("button", { name: "Save as" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      flame.getByRole("button", { name: "pprof", exact: true }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^\w.*\.pb\.gz$/);
    assert.ok((await readFile(await download.path())).length > 100);
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests, []);
  });

  test("pointing, zooming, a change of theme and printing write nothing to the console either", async () => {
    const { page, complaints, requests } = await browser.open(html);
    await page.waitForFunction(ALL_LIVE);
    const chart = page.locator("#overview [data-chart]").first();
    await chart.scrollIntoViewIfNeeded();
    await chart.locator(".scatterlayer .point").first().hover({ force: true });
    const flame = page.locator("[data-benchbook-flame]").first();
    await flame.locator("input").fill("matmul");
    await flame.locator("canvas").click({ position: { x: 100, y: 25 } });
    await page.keyboard.press("Escape");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.emulateMedia({ colorScheme: "light" });
    await page.waitForTimeout(300);
    await page.pdf();
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests, []);
  });

  test("a dark page is printed dark on white, with pictures in place of live charts", async () => {
    const { page } = await browser.open(html, { colorScheme: "dark" });
    await page.waitForFunction(ALL_LIVE);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const worst = await page.evaluate(CONTRAST);
    assert.ok(worst.ratio >= 4.2, `${worst.ratio.toFixed(2)} to 1: ${worst.text}`);
    assert.equal(
      await page.evaluate("getComputedStyle(document.body).backgroundColor"),
      "rgb(255, 255, 255)",
    );
    assert.ok(await page.locator(".still").first().isVisible());
    assert.equal(await page.locator(".live").first().isVisible(), false);
  });

  test("on a wide page no column of the stage table is out of sight", async () => {
    const { page } = await browser.open(html, { viewport: { width: 1200, height: 900 } });
    const [table, box] = await page.evaluate<[number, number]>(
      "(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('#overview .scroll'))",
    );
    assert.ok(box > 0 && table <= box, `${table} px in ${box} px`);
  });

  test("pointing at a mark of an interactive chart shows its figures", async () => {
    const { page } = await browser.open(html);
    await page.waitForFunction(ALL_LIVE);
    const chart = page.locator("#overview [data-chart]").first();
    await chart.scrollIntoViewIfNeeded();
    await chart.locator(".scatterlayer .point").first().hover({ force: true });
    await chart.locator(".hoverlayer .hovertext").first().waitFor();
    assert.match((await chart.locator(".hoverlayer").textContent()) ?? "", /×/);
  });

  test("without scripts every chart and flamegraph is there as a picture", async () => {
    const { page, complaints } = await browser.open(html, { javaScriptEnabled: false });
    await page.locator("summary").filter({ hasText: "Evidence" }).first().click();
    const stills = page.locator(".still svg:visible");
    const count = await stills.count();
    assert.ok(count >= 6);
    for (let index = 0; index < count; index += 1) {
      const box = await stills.nth(index).boundingBox();
      assert.ok(box && box.width > 300 && box.height > 80, `chart ${index}`);
    }
    const flames = page.locator("[data-benchbook-flame] img");
    assert.equal(await flames.count(), 3);
    assert.ok(((await flames.first().boundingBox())?.height ?? 0) >= 60);
    assert.deepEqual(complaints, []);
  });

  test("static charts stay where plotly cannot be opened", async () => {
    const broken = reportHtml({ ...sampleReport(), plotly: null }).replace(
      "</main>",
      '</main><script type="text/plain" id="plotly">AAAA</script>',
    );
    const { page, complaints } = await browser.open(broken);
    await page.waitForTimeout(300);
    assert.equal(await page.locator("[data-chart=live]").count(), 0);
    assert.ok(await page.locator(".still svg").first().isVisible());
    assert.match(complaints.join(), /Charts stay static/);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`text reads on its background in ${colorScheme}`, async () => {
      const { page } = await browser.open(html, { colorScheme });
      const worst = await page.evaluate(CONTRAST);
      assert.ok(worst.ratio >= 4.2, `${worst.ratio.toFixed(2)} to 1: ${worst.text}`);
    });
  }

  for (const width of [390, 800, 1200, 1700]) {
    test(`nothing sticks out sideways at ${width} px`, async () => {
      const { page } = await browser.open(html, { viewport: { width, height: 900 } });
      await page.waitForTimeout(200);
      assert.ok(Number(await page.evaluate("document.documentElement.scrollWidth")) <= width);
    });
  }

  test("hostile titles, names, sources, frames and Markdown run nothing and load nothing", async () => {
    const { page, complaints, requests } = await browser.open(
      reportHtml({ ...hostileReport(), plotly: await loadPlotlyAsset() }),
    );
    await page.waitForFunction(ALL_LIVE);
    assert.equal(await page.evaluate("window.hacked"), undefined);
    assert.equal(await page.locator("img[src=x]").count(), 0);
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests, []);
    assert.match((await page.locator("h1").textContent()) ?? "", /^Title <\/script>/);
  });
});

/** What is folded away stays a picture until it is opened. */
const ALL_LIVE = "document.querySelectorAll('[data-chart=still]:not(details *)').length === 0";

/** The lowest contrast of any visible text against its background (WCAG 2.1, relative luminance). */
const CONTRAST = `(() => {
  const channel = (value) => { const share = value / 255; return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; };
  const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const parts = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parts(getComputedStyle(at).backgroundColor);
      if (color.length === 3) return color;
    }
    return [255, 255, 255];
  };
  let worst = { ratio: 21, text: "" };
  for (const element of document.querySelectorAll("p,li,td,th,dd,dt,h1,h2,h3,figcaption,a,b,.mark,.figure,.unit,.interval")) {
    if (!element.textContent.trim() || element.closest("[data-benchbook-flame],svg,details") || !element.offsetParent) continue;
    const [ink, ground] = [parts(getComputedStyle(element).color), paper(element)];
    const [low, high] = [light(ink), light(ground)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text: element.className + " " + element.textContent.slice(0, 60) };
  }
  return worst;
})()` as unknown as () => { ratio: number; text: string };
