/** The store: case files and notebooks on disk. */

export { slugOf } from "../model/slug.js";
export { createStore, type StoreOptions } from "./case-store.js";
export { type StagedStore, stagedStore } from "./staged.js";
