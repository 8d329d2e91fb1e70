/** The store: case files and notebooks on disk. */
export { createStore, type StoreOptions } from "./case-store.js";
export { slugOf } from "./slug.js";
export { type StagedStore, stagedStore } from "./staged.js";
