/** Jupyter's data folders on the three systems, computed on any of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkKernelName } from "../../src/cli/kernelspec-name.js";
import { kernelsFolders, kernelspecFolder, type Place, type System } from "../../src/cli/kernelspec-paths.js";

const linux: System = { platform: "linux", env: {}, home: "/home/ada" };
const mac: System = { platform: "darwin", env: {}, home: "/Users/ada" };
const windows: System = {
  platform: "win32",
  env: { APPDATA: "C:\\Users\\ada\\AppData\\Roaming" },
  home: "C:\\Users\\ada",
};
const user: Place = { kind: "user" };
const environment: Place = { kind: "environment" };

const folders: readonly { what: string; place: Place; system: System; folder: string }[] = [
  { what: "Linux", place: user, system: linux, folder: "/home/ada/.local/share/jupyter/kernels/bb" },
  {
    what: "Linux with XDG_DATA_HOME",
    place: user,
    system: { ...linux, env: { XDG_DATA_HOME: "/data" } },
    folder: "/data/jupyter/kernels/bb",
  },
  { what: "macOS", place: user, system: mac, folder: "/Users/ada/Library/Jupyter/kernels/bb" },
  {
    what: "Windows",
    place: user,
    system: windows,
    folder: "C:\\Users\\ada\\AppData\\Roaming\\jupyter\\kernels\\bb",
  },
  {
    what: "Windows without APPDATA",
    place: user,
    system: { ...windows, env: {} },
    folder: "C:\\Users\\ada\\.jupyter\\data\\kernels\\bb",
  },
  ...[linux, mac].map((system) => ({
    what: `${system.platform} with JUPYTER_DATA_DIR`,
    place: user,
    system: { ...system, env: { JUPYTER_DATA_DIR: "/j", XDG_DATA_HOME: "/data" } },
    folder: "/j/kernels/bb",
  })),
  {
    what: "a prefix",
    place: { kind: "prefix", folder: "/opt/jupyter" },
    system: mac,
    folder: "/opt/jupyter/share/jupyter/kernels/bb",
  },
  {
    what: "a prefix on Windows",
    place: { kind: "prefix", folder: "C:\\conda" },
    system: windows,
    folder: "C:\\conda\\share\\jupyter\\kernels\\bb",
  },
  {
    what: "a virtual environment",
    place: environment,
    system: { ...linux, env: { VIRTUAL_ENV: "/venv", CONDA_PREFIX: "/conda" } },
    folder: "/venv/share/jupyter/kernels/bb",
  },
  {
    what: "a conda environment",
    place: environment,
    system: { ...linux, env: { CONDA_PREFIX: "/conda" } },
    folder: "/conda/share/jupyter/kernels/bb",
  },
];

for (const { what, place, system, folder } of folders) {
  test(`a kernelspec for ${what} lies in ${folder}`, () => {
    assert.equal(kernelspecFolder(place, "bb", system), folder);
  });
}

test("without an active environment --sys-prefix asks for --prefix", () => {
  assert.throws(
    () => kernelspecFolder(environment, "bb", linux),
    /VIRTUAL_ENV nor CONDA_PREFIX .* --prefix DIR/,
  );
});

test("Jupyter finds kernelspecs in JUPYTER_PATH, the user's, the environment's and the system's folders", () => {
  const env = { JUPYTER_PATH: "/a:/b", VIRTUAL_ENV: "/venv" };
  assert.deepEqual(kernelsFolders({ ...linux, env }), [
    "/a/kernels",
    "/b/kernels",
    "/home/ada/.local/share/jupyter/kernels",
    "/venv/share/jupyter/kernels",
    "/usr/local/share/jupyter/kernels",
    "/usr/share/jupyter/kernels",
  ]);
  assert.deepEqual(kernelsFolders({ ...windows, env: { ...windows.env, PROGRAMDATA: "C:\\ProgramData" } }), [
    "C:\\Users\\ada\\AppData\\Roaming\\jupyter\\kernels",
    "C:\\ProgramData\\jupyter\\kernels",
  ]);
});

test("names of kernels are those that jupyter_client takes", () => {
  for (const name of ["benchbook", "a.b_c-1"]) assert.equal(checkKernelName(name), name);
  for (const name of ["", "A", "a b", "../a", "ü", ".", ".."]) {
    assert.throws(() => checkKernelName(name), /is no kernel name; use a-z/);
  }
});
