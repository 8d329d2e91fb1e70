/** All tables, in the order they run. */
import type { Table } from "../table.js";
import { alike } from "./alike.js";
import { efficiency } from "./efficiency.js";
import { flamegraph } from "./flamegraph.js";
import { knownCost } from "./known-cost.js";
import { order } from "./order.js";
import { power } from "./power.js";
import { profile } from "./profile.js";
import { roofline } from "./roofline.js";

export const TABLES: readonly Table[] = [
  alike,
  order,
  knownCost,
  power,
  efficiency,
  flamegraph,
  roofline,
  profile,
];
