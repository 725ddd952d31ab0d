/** Writes whole numbers, texts and bytes one after the other into memory that grows as needed and is used again. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafeSlow(16_384);
  #end = 0;

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#end++] = value;
  }

  /** A whole number from 0 to 2^53 - 1, seven bits a byte, the lowest first; the highest bit says that more follow (LEB128). */
  number(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#end++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#end++] = rest;
  }

  /** The number of its bytes, then its UTF-8. */
  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.number(length);
    this.#reserve(length);
    this.#end += this.#bytes.write(text, this.#end);
  }

  /** Those of the bytes from a place on; not many. */
  bytes(bytes: Buffer, from = 0): void {
    this.#reserve(bytes.length);
    for (let at = from; at < bytes.length; at++) this.#bytes[this.#end++] = bytes[at]!;
  }

  /** All that another one has written since the last time, which it has then no more. */
  takeOver(other: ByteWriter): void {
    this.#reserve(other.#end);
    other.#bytes.copy(this.#bytes, this.#end, 0, other.#end);
    this.#end += other.#end;
    other.#end = 0;
  }

  /** A copy of all that was written since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#end));
    this.#end = 0;
    return taken;
  }

  #reserve(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + more));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
