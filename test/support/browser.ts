/** A real Chromium for tests of pages: finds it, opens local files, and keeps what pages complain about or ask for. */
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
];

export const CHROMIUM = [process.env.CHROMIUM ?? "", ...PLACES].find(
  (place) => place !== "" && existsSync(place),
);

/** Reason to skip, or false. */
export const WITHOUT_CHROMIUM =
  CHROMIUM === undefined && "no Chromium on this machine (set CHROMIUM to its path)";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface OpenPage {
  readonly page: Page;
  /** Console messages of every level, uncaught exceptions, refused policies. */
  readonly complaints: readonly string[];
  /** Addresses asked for, without the page itself and embedded data. */
  readonly requests: readonly string[];
}

export class TestBrowser {
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser;
    this.#folder = folder;
  }

  static async start(): Promise<TestBrowser> {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    return new TestBrowser(browser, await mkdtemp(join(tmpdir(), "benchbook-browser-")));
  }

  /** Opens a page from a file, as a reader would: in a page of its own, or in one that is there. */
  async open(
    html: string,
    options: BrowserContextOptions & { readonly page?: Page } = {},
  ): Promise<OpenPage> {
    const file = join(this.#folder, `${Math.random().toString(36).slice(2)}.html`);
    await writeFile(file, html);
    const address = pathToFileURL(file).href;
    const page = options.page ?? (await this.#newPage(options));
    const [complaints, requests]: [string[], string[]] = [[], []];
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (problem) => complaints.push(problem.message));
    page.on("request", (request) => {
      const asked = request.url();
      if (asked !== address && !asked.startsWith("data:") && !asked.startsWith("blob:")) requests.push(asked);
    });
    await page.goto(address);
    return { page, complaints, requests };
  }

  async #newPage(options: BrowserContextOptions): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    return context.newPage();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
