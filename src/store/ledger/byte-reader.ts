/** Reads what a ByteWriter wrote. Throws RangeError where the bytes end too early or a number is too large. */
export class ByteReader {
  #next = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Whether all was read. */
  get ended(): boolean {
    return this.#next === this.bytes.length;
  }

  byte(): number {
    return this.bytes.readUInt8(this.#next++);
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (!Number.isSafeInteger(value)) throw new RangeError('a number is larger than 2^53');
      if (byte < 0x80) return value;
    }
  }

  text(): string {
    return this.#taken(this.number()).toString();
  }

  hex(bytes: number): string {
    return this.#taken(bytes).toString('hex');
  }

  #taken(length: number): Buffer {
    const end = this.#next + length;
    if (end > this.bytes.length) throw new RangeError('the bytes end too early');
    const taken = this.bytes.subarray(this.#next, end);
    this.#next = end;
    return taken;
  }
}
