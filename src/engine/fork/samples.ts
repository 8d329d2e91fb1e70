/** Every sample in the order taken, ns per call. tinybench sorts what it retains, so this is our own. */

export class Samples {
  #values = new Float64Array(1024);
  #length = 0;

  add(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  get length(): number {
    return this.#length;
  }

  last(): number {
    return this.#values[this.#length - 1] ?? Number.NaN;
  }

  /** A view from `start`, valid until the next `add`. */
  from(start: number): Float64Array {
    return this.#values.subarray(start, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }
}
