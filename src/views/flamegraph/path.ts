/** The way from the whole to what is zoomed in on, each step a button back. Runs in pages. */
import type { PageElement } from "./dom.js";
import { flameElement, flameOn } from "./parts.js";

/** Of a deep recursion the ends tell enough. */
const [MOST, FIRST, LAST] = [40, 12, 24];

/** `chain`: boxes from the root on; -1, all of it, stands before them. */
export function flamePath(
  place: PageElement,
  chain: readonly number[],
  how: { readonly name: (box: number) => string; readonly zoom: (box: number) => void },
): void {
  const button = (box: number, last: boolean) => {
    const style = `font:inherit;border:0;padding:0;background:transparent;color:inherit;cursor:pointer;${last ? "font-weight:600" : "text-decoration:underline"}`;
    const element = flameElement(place.ownerDocument, "button", style, box < 0 ? "all" : how.name(box));
    element.type = "button";
    flameOn(element, "click", () => how.zoom(box));
    return element;
  };
  const steps = [-1, ...chain].map((box, at) => button(box, at === chain.length));
  const shown =
    chain.length > MOST
      ? [...steps.slice(0, FIRST + 1), `… ${chain.length - FIRST - LAST} more …`, ...steps.slice(-LAST)]
      : steps;
  place.replaceChildren(...shown.flatMap((step, at) => (at === 0 ? [step] : [" › ", step])));
}
