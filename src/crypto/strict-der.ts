/** Reads the few DER structures of signatures and SM2 ciphertexts, in their one form: what is encoded otherwise is not one of them. */

/** The elements of a SEQUENCE that is the whole of `der`; undefined where it is not that, or has an element of another type. @param tags of its elements, all of them */
export function readSequence(der: Uint8Array, tags: readonly number[]): Uint8Array[] | undefined {
  const whole = element(der, 0, 0x30);
  if (!whole || whole.end !== der.length) return undefined;
  const contents: Uint8Array[] = [];
  let at = 0;
  for (const tag of tags) {
    const next = element(whole.content, at, tag);
    if (!next) return undefined;
    contents.push(next.content);
    at = next.end;
  }
  return at === whole.content.length ? contents : undefined;
}

/** The magnitude of an INTEGER from its content; undefined where it is negative or longer than it has to be. */
export function readMagnitude(content: Uint8Array): Uint8Array | undefined {
  const [first, second] = content;
  if (first === undefined || first >= 0x80) return undefined;
  if (first === 0 && second !== undefined && second < 0x80) return undefined;
  return first === 0 && second !== undefined ? content.subarray(1) : content;
}

function element(from: Uint8Array, at: number, tag: number): { content: Uint8Array; end: number } | undefined {
  if (from[at] !== tag) return undefined;
  const first = from[at + 1];
  if (first === undefined) return undefined;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const octets = first - 0x80;
    if (octets < 1 || octets > 2 || start + octets > from.length) return undefined;
    length = 0;
    for (const octet of from.subarray(start, start + octets)) length = length * 256 + octet;
    start += octets;
    if (length < (octets === 1 ? 0x80 : 0x100)) return undefined;
  }
  const end = start + length;
  return end <= from.length ? { content: from.subarray(start, end), end } : undefined;
}
