/**
 * Puts the pictures of charts into the page itself, so that pointing at a mark shows its figures. Harmless when it runs
 * again; where no script runs the pictures stay as they are. Runs in pages, as text: it takes nothing from this module.
 */

interface Page {
  querySelectorAll(selector: string): Iterable<Picture>;
  importNode(node: object, deep: boolean): Picture;
}

interface Picture {
  readonly dataset: Record<string, string | undefined>;
  readonly style: { cssText: string };
  readonly src: string;
  replaceWith(other: Picture): void;
}

interface View {
  readonly DOMParser: new () => {
    parseFromString(text: string, type: string): { readonly documentElement: object };
  };
}

export function hoverCharts(document: Page, view: View): void {
  const prefix = "data:image/svg+xml;base64,";
  for (const picture of document.querySelectorAll('img[data-benchbook-chart=""]')) {
    picture.dataset.benchbookChart = "ready";
    if (!picture.src.startsWith(prefix)) continue;
    const bytes = Uint8Array.from(atob(picture.src.slice(prefix.length)), (character) =>
      character.charCodeAt(0),
    );
    const parsed = new view.DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml");
    const drawn = document.importNode(parsed.documentElement, true);
    drawn.style.cssText = picture.style.cssText;
    picture.replaceWith(drawn);
  }
}

export function hoverScript(): string {
  return `(${hoverCharts.toString()})(document,window);`;
}
