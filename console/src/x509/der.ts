/**
 * Reads DER (ITU-T X.690) as far as certificates need it. Only what people look at depends on this reader: no signature is
 * checked and nothing is trusted because of it. Malformed input throws `DerError`.
 */

export class DerError extends Error {
  constructor(what: string) {
    super(`not DER: ${what}`);
    this.name = 'DerError';
  }
}

export interface DerNode {
  /** The identifier octet: class, constructed bit and number in one. */
  readonly tag: number;
  readonly content: Uint8Array;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  teletexString: 0x14,
  bmpString: 0x1e,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The one node that the bytes are. */
export function readNode(bytes: Uint8Array): DerNode {
  const [node, ...rest] = readNodes(bytes);
  if (!node || rest.length > 0) throw new DerError('bytes after the end');
  return node;
}

/** The nodes inside a constructed one, or one after the other. */
export function readNodes(bytes: Uint8Array): DerNode[] {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { node, end } = readAt(bytes, at);
    nodes.push(node);
    at = end;
  }
  return nodes;
}

export function childrenOf(node: DerNode | undefined, tag: number = TAG.sequence): DerNode[] {
  return readNodes(expectTag(node, tag).content);
}

export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node?.tag !== tag) throw new DerError(`tag ${node?.tag ?? 'missing'} where ${tag} belongs`);
  return node;
}

function readAt(bytes: Uint8Array, start: number): { node: DerNode; end: number } {
  const tag = byteAt(bytes, start);
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag number above 30');
  const first = byteAt(bytes, start + 1);
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 4) throw new DerError('an indefinite or endless length');
  let length = first < 0x80 ? first : 0;
  for (let index = 0; index < lengthBytes; index++) length = length * 256 + byteAt(bytes, start + 2 + index);
  const begin = start + 2 + lengthBytes;
  const end = begin + length;
  if (end > bytes.length) throw new DerError('a length beyond the end');
  return { node: { tag, content: bytes.subarray(begin, end) }, end };
}

function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw new DerError('an early end');
  return byte;
}
