export { slugOf } from "../model/slug.js";
