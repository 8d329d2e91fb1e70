/**
 * The part of the browser that scripts in pages use. Written out here, since TypeScript's own `dom` library would
 * declare names such as `name` and `status` for all of the project's code that runs in Node.
 */

export interface PageStyle {
  cssText: string;
  display: string;
  left: string;
  top: string;
  width: string;
  height: string;
  cursor: string;
  color: string;
  colorScheme: string;
  font: string;
}

export interface PageElement {
  readonly dataset: Record<string, string | undefined>;
  readonly style: PageStyle;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly offsetWidth: number;
  readonly offsetHeight: number;
  scrollTop: number;
  readonly parentElement: PageElement | null;
  readonly firstChild: PageElement | null;
  readonly ownerDocument: PageDocument;
  textContent: string | null;
  title: string;
  tabIndex: number;
  type: string;
  value: string;
  placeholder: string;
  width: number;
  height: number;
  append(...children: (PageElement | string)[]): void;
  before(...siblings: PageElement[]): void;
  replaceChildren(...children: (PageElement | string)[]): void;
  remove(): void;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  addEventListener(
    type: string,
    listener: (event: PageEvent) => void,
    options?: { readonly passive: boolean },
  ): void;
  setPointerCapture(pointer: number): void;
  getBoundingClientRect(): {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  getContext(kind: "2d"): PageContext | null;
  focus(): void;
  click(): void;
}

export interface PageEvent {
  readonly key: string;
  readonly clientX: number;
  readonly clientY: number;
  readonly deltaX: number;
  readonly deltaY: number;
  readonly button: number;
  readonly pointerId: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  preventDefault(): void;
  stopPropagation(): void;
}

export interface PageContext {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  font: string;
  globalAlpha: number;
  textBaseline: string;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
}

export interface PageDocument {
  readonly body: PageElement;
  readonly defaultView: PageWindow | null;
  createElement(name: string): PageElement;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface PageWindow {
  readonly devicePixelRatio: number;
  readonly performance: { now(): number };
  readonly ResizeObserver: new (changed: () => void) => { observe(element: PageElement): void };
  readonly MutationObserver: new (
    changed: () => void,
  ) => {
    observe(
      element: PageElement,
      options: { readonly attributes: boolean; readonly attributeFilter: readonly string[] },
    ): void;
  };
  getComputedStyle(element: PageElement): { readonly backgroundColor: string };
  matchMedia(query: string): {
    readonly matches: boolean;
    addEventListener(type: "change", listener: () => void): void;
  };
  requestAnimationFrame(step: () => void): number;
  setTimeout(later: () => void, ms: number): number;
  readonly URL: { createObjectURL(blob: PageBlob): string; revokeObjectURL(address: string): void };
  readonly Blob: new (parts: readonly unknown[]) => PageBlob;
  readonly Response: new (body: unknown) => { blob(): Promise<PageBlob> };
  readonly CompressionStream: new (format: "gzip") => unknown;
}

export interface PageBlob {
  stream(): { pipeThrough(through: unknown): unknown };
}
