/** One flamegraph for a page: the static picture, the data, and the widget that takes their place. */

import { type Html, html, scriptJson, trusted } from "../html.js";
import { picture } from "../look.js";
import type { FlameData } from "./data.js";
import { flameScript } from "./script.js";
import { flamegraphSvg } from "./static.js";

/** Without the script, for pages that carry it once. */
export function flamegraphFrame(data: FlameData): Html {
  return html`<div data-benchbook-flame="">${picture(flamegraphSvg(data), `Flamegraph: ${data.title}`)}<script type="application/json">${trusted(scriptJson(data))}</script></div>`;
}

/** Complete by itself, for one output of a notebook. */
export function flamegraphOutput(data: FlameData): Html {
  return html`${flamegraphFrame(data)}<script>${trusted(flameScript())}</script>`;
}
