/**
 * Makes the static charts interactive: opens plotly from the page itself and draws each chart over its picture, which
 * stays where that fails. Runs in pages, as text: it takes nothing from this module.
 */

interface Page {
  getElementById(id: string): { readonly textContent: string | null } | null;
  querySelectorAll(selector: string): Iterable<Chart>;
  createElement(name: string): Chart;
  readonly head: Chart;
}

interface Chart {
  readonly dataset: Record<string, string | undefined>;
  readonly style: { cssText: string };
  textContent: string | null;
  className: string;
  id: string;
  append(child: Chart): void;
  remove(): void;
  querySelector(selector: string): Chart | null;
}

interface Plotly {
  newPlot(place: Chart, data: unknown, layout: object, config: object): Promise<unknown>;
}

export async function activateCharts(document: Page, view: { Plotly?: Plotly }): Promise<void> {
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
  for (const chart of document.querySelectorAll("[data-chart]")) {
    const figure = JSON.parse(chart.querySelector('script[type="application/json"]')?.textContent ?? "null");
    const still = chart.querySelector(".still");
    if (figure === null || still === null) continue;
    const place = document.createElement("div");
    place.className = "live";
    chart.append(place);
    try {
      await plotly.newPlot(
        place,
        figure.data,
        { ...figure.layout, autosize: true },
        { responsive: true, displaylogo: false },
      );
      chart.dataset.chart = "live";
    } catch (problem) {
      // The static picture says the same.
      place.remove();
      console.warn("This chart stays static.", problem);
    }
  }
}
