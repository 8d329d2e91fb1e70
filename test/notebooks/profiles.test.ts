/** Profiles of real forks, from a notebook's cells to text, to the formats of other tools, and back by our importers. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Case } from "../../src/model/case.js";
import type { Profile } from "../../src/model/profile.js";
import { PROFILE_FORMATS, readProfile } from "../../src/views/profile-formats/index.js";
import { runCommandLine } from "../support/command.js";
import { writeNotebookFile } from "../support/notebook-file.js";

const CELLS = [
  '%case "Six shapes" --id shapes',
  "%%setup n=300 seed=1\nconst random = seeded(seed)\nconst numbers = random.integers(n, 1, 9)",
  `%%baseline mixed
interface Point { x: number; y: number }
const makers: ((x: number, key: string) => Point)[] = Array.from({ length: 6 }, (_, k) =>
  (x, key) => ({ ["k" + k]: key, x: x + 0.5, y: 2 } as unknown as Point))
const points = numbers.map((number, i) => makers[i % 6](number, "a"))
function sum(points: Point[]): number {
  let sum = 0
  for (const point of points) sum += point.x * point.y
  return sum
}
function label(points: Point[]): string[] {
  return points.map((point) => "p" + point.x)
}
sum(points) + label(points).length`,
  "%profile mixed --duration 400ms",
  "%profile mixed --deopt --duration 400ms",
  "%profile mixed --heap --duration 400ms",
  `%%variant waits
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
async function both(): Promise<number> {
  await pause(4)
  await pause(1)
  return sum(points)
}
const points = numbers.map((x) => ({ x, y: 2 }))
const sum = (points: { x: number; y: number }[]) => points.reduce((sum, { x, y }) => sum + x * y, 0)
await both()`,
  "%profile waits --duration 400ms",
  "%profile waits --against mixed --duration 400ms",
];

const FORMATS = ["cpuprofile", "heapprofile", "speedscope", "collapsed", "pprof"] as const;

describe("profiles of real forks", () => {
  let folder: string;
  let texts: readonly string[] = [];
  let record: Case;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "benchbook-profiles-"));
    const file = await writeNotebookFile(folder, "shapes.ipynb", CELLS);
    const { status, stderr } = await runCommandLine(["run", file, "--quick"]);
    assert.equal(status, 0, stderr);
    texts = await plainTexts(join(folder, "shapes.executed.ipynb"));
    record = JSON.parse(await readFile(join(folder, ".benchbook/shapes/case.json"), "utf8"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const textOf = (cell: string) => {
    const text = texts[CELLS.indexOf(cell)] ?? "";
    assert.ok(text.split("\n").length <= 40, text);
    return text;
  };

  test("a profile has its functions, stacks, lines, what to try, and how far it can be trusted", () => {
    const text = textOf("%profile mixed --duration 400ms");
    assert.match(text, /^mixed spends \d+\.\d % of its time in line \d+/);
    assert.match(text, /samples over .*asked for 200 µs.*outside your code.*the timed forks/);
    for (const part of ["functions by self time:", "stacks, heaviest first:", "hot lines of cell:mixed:"])
      assert.ok(text.includes(part), part);
    assert.match(text, /megamorphic: .*\n +try: \S/);
  });

  test("--deopt names tiers, the megamorphic line with its share, memory and collections", () => {
    const text = textOf("%profile mixed --deopt --duration 400ms");
    assert.match(text, /self +function +tier/);
    assert.match(text, /TurboFan|Maglev/);
    assert.match(
      text,
      /megamorphic: sum, line 8 \(\d+\.\d % of the time\), reads \.x and \.y of 6 or more shapes/,
    );
    assert.match(text, /memory: .* allocated per call, .*\/s; (no collections|collections \d)/);
  });

  test("--heap names who allocates, with bytes and objects per call", () => {
    const text = textOf("%profile mixed --heap --duration 400ms");
    assert.match(text, /^mixed allocates .* per call/);
    assert.match(text, /share +bytes +objects +function/);
    assert.match(text, /cell:mixed:\d+/);
  });

  test("an asynchronous variant says the idle share first, and how long each line was suspended", () => {
    const text = textOf("%profile waits --duration 400ms");
    assert.match(text, /^waits waits \d\d\.\d % of the time/);
    assert.match(text, /\n +4 .*await pause\(4\)\n +5 .*await pause\(1\)/);
  });

  test("--against tells what changed per call, and is recorded", () => {
    const text = textOf("%profile waits --against mixed --duration 400ms");
    assert.match(text, /^waits takes .* a call where mixed takes /);
    assert.match(text, /functions that changed most, per call:/);
    assert.equal(record.profiles.find(({ variant }) => variant === "waits")?.against, "mixed");
  });

  for (const format of FORMATS) {
    test(`what is exported as ${format} reads back with the same time in each function`, async () => {
      const kind = format === "heapprofile" ? "heap" : "cpu";
      const stored = await storedProfile(kind);
      const out = join(folder, `mixed${PROFILE_FORMATS[format].ending}`);
      const { status, stderr } = await runCommandLine([
        ...["profile", "export", join(folder, "shapes.ipynb"), "mixed"],
        ...["--format", format, "--out", out],
      ]);
      assert.equal(status, 0, stderr);
      const back = readProfile(await readFile(out), out);
      assert.equal(back.unit, stored.unit);
      const [expected, actual] = [selfByName(stored), selfByName(back)];
      for (const [name, share] of expected)
        assert.ok(Math.abs(share - (actual.get(name) ?? 0)) < 0.01, `${name}: ${share}, ${actual.get(name)}`);
    });
  }

  test("exported files are shown by %profile --import, with the heaviest function of the profile that they hold", async () => {
    const files = FORMATS.map((format) => `mixed${PROFILE_FORMATS[format].ending}`);
    const imports = files.map((file) => `%profile --import ${file}`);
    const file = await writeNotebookFile(folder, "import.ipynb", imports);
    const { status, stderr } = await runCommandLine(["run", file]);
    assert.equal(status, 0, stderr);
    const shown = await plainTexts(join(folder, "import.executed.ipynb"));
    for (const [index, format] of FORMATS.entries()) {
      const [[heaviest = ""] = []] = selfByName(
        await storedProfile(format === "heapprofile" ? "heap" : "cpu"),
      );
      assert.ok(shown[index]?.includes(`most in ${heaviest} (`), `${format}: ${heaviest}\n${shown[index]}`);
    }
  });

  async function storedProfile(kind: Profile["kind"]): Promise<Profile> {
    const { file } = record.profiles.find((one) => one.variant === "mixed" && one.kind === kind) ?? {};
    const stored = JSON.parse(await readFile(join(folder, `.benchbook/shapes/profiles/${file}`), "utf8"));
    return stored.profile ?? stored;
  }
});

/** Shares of the whole, largest first. */
function selfByName({ frames, nodes }: Profile): ReadonlyMap<string, number> {
  const self = new Map<string, number>();
  for (const node of nodes) {
    const name = frames[node.frame]?.name ?? "";
    self.set(name, (self.get(name) ?? 0) + node.self);
  }
  const whole = [...self.values()].reduce((sum, value) => sum + value, 0);
  return new Map([...self].sort((a, b) => b[1] - a[1]).map(([name, value]) => [name, value / whole]));
}

/** One text for each code cell. */
async function plainTexts(file: string): Promise<readonly string[]> {
  const { cells } = JSON.parse(await readFile(file, "utf8")) as {
    cells: { outputs?: { data?: Record<string, string | string[]> }[] }[];
  };
  return cells.map(({ outputs = [] }) =>
    outputs.map(({ data }) => [data?.["text/plain"] ?? ""].flat().join("")).join("\n"),
  );
}
