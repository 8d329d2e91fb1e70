/**
 * Makes the static charts interactive: opens plotly from the page itself and draws each chart over its picture, which
 * stays where that fails. Runs in pages, as text: it takes nothing from this module.
 */

interface Page {
  readonly head: Chart;
  readonly body: Chart;
  getElementById(id: string): { readonly textContent: string | null } | null;
  querySelectorAll(selector: string): Iterable<Chart>;
  createElement(name: string): Chart;
}

interface Chart {
  readonly dataset: Record<string, string | undefined>;
  textContent: string | null;
  readonly clientWidth: number;
  className: string;
  id: string;
  append(child: Chart): void;
  remove(): void;
  closest(selector: string): Chart | null;
  querySelector(selector: string): Chart | null;
  querySelectorAll(selector: string): Iterable<Chart>;
  addEventListener(type: "toggle", listener: () => void): void;
}

interface View {
  readonly Plotly?: {
    newPlot(place: Chart, data: unknown, layout: object, config: object): Promise<unknown>;
  };
  getComputedStyle(element: Chart): { getPropertyValue(name: string): string };
  matchMedia(query: string): { addEventListener(type: "change", listener: () => void): void };
}

export async function activateCharts(document: Page, view: View): Promise<void> {
  const packed = document.getElementById("plotly")?.textContent?.trim();
  if (!packed) return;
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const library = await new Response(stream as ReadableStream).text();
  // Plotly carries style sheets of map libraries and skips each whose element is there: no map is drawn here, and the
  // page's policy would refuse them.
  for (const [, id] of library.matchAll(/getElementById\(["']([0-9a-f]{64})["']\)/g)) {
    const skipped = document.createElement("style");
    skipped.id = id ?? "";
    document.head.append(skipped);
  }
  const script = document.createElement("script");
  script.textContent = library;
  document.head.append(script);
  const plotly = view.Plotly;
  if (plotly === undefined) return;
  const draw = async (chart: Chart) => {
    // On a phone the picture, which scrolls, reads better than a chart squeezed to the screen.
    if (chart.clientWidth < 560) return;
    // Most readers never open what is folded.
    if (chart.closest("details:not([open])")) return;
    // Charts are drawn in a grey that reads on any paper; this page knows its own ink.
    const [strong = "", ink = ""] = ["--ink", "--soft"].map((name) =>
      view.getComputedStyle(document.body).getPropertyValue(name).trim(),
    );
    const text = chart.querySelector('script[type="application/json"]')?.textContent ?? "null";
    const figure = JSON.parse(ink ? text.replaceAll(chart.dataset.ink ?? "#", ink) : text);
    const place = chart.querySelector(".live") ?? document.createElement("div");
    place.className = "live";
    chart.append(place);
    try {
      const title = { ...figure.layout.title, font: { color: strong, size: 15, weight: 650 } };
      const layout = { ...figure.layout, title, autosize: true };
      await plotly.newPlot(place, figure.data, layout, { responsive: true, displaylogo: false });
      chart.dataset.chart = "live";
    } catch (problem) {
      // The static picture says the same.
      place.remove();
      chart.dataset.chart = "still";
      console.warn("This chart stays static.", problem);
    }
  };
  const drawAll = async () => {
    for (const chart of document.querySelectorAll("[data-chart]")) await draw(chart);
  };
  await drawAll();
  for (const fold of document.querySelectorAll("details")) {
    fold.addEventListener("toggle", async () => {
      for (const chart of fold.querySelectorAll("[data-chart]")) await draw(chart);
    });
  }
  view.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
}
