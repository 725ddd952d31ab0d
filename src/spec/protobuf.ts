/**
 * Protobuf messages (proto3) of declared fields: the number of a field is in its declaration, and its type on the wire follows from its kind. An empty
 * value is the same as none, in both directions, and what the declaration does not know is left out.
 */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { decodeText } from './decode-text.js';
import type { Field, Fields } from './field.js';
import { type Place, Problem } from './problem.js';

/** Far more than any message has; three megabytes of fields of two bytes would keep the event loop for a second. */
const MOST_FIELDS = 1000;

/** As `.proto` files call them. */
export type ProtobufType = 'string' | 'bytes' | 'int32' | 'bool' | 'repeated string';

/** Throws where a field is of a kind that no message of ours has. */
export function protobufType(field: Field): ProtobufType {
  switch (field.kind) {
    case 'string':
    case 'secret':
    case 'enum':
      return field.text?.format === 'base64' ? 'bytes' : 'string';
    case 'integer':
      return 'int32';
    case 'boolean':
      return 'bool';
    case 'list':
      if (field.item && protobufType(field.item) === 'string') return 'repeated string';
      break;
    default:
  }
  throw new Error(`no protobuf message has a field like this ${field.kind}`);
}

/**
 * The values of a message, without those that are empty. Throws `Problem` for the body as a whole, named `Body`, where it is no message, and for a
 * field of another type. Of a field that is there twice the last value counts, as proto3 has it.
 */
export function decodeMessage(fields: Fields, message: Uint8Array): Record<string, unknown> {
  const { byNumber } = layoutOf(fields);
  const found = new Map<string, unknown>();
  const reader = new BinaryReader(message, decodeUtf8);
  let count = 0;
  try {
    while (reader.pos < reader.len) {
      if (++count > MOST_FIELDS) throw new Problem(['Body'], 'count', `must have at most ${MOST_FIELDS} fields`);
      const [number, wireType] = reader.tag();
      const known = byNumber.get(number);
      if (known) found.set(known.name, read(reader, wireType, known));
      else skip(reader, wireType);
    }
  } catch (fault) {
    throw fault instanceof Problem ? fault : malformed();
  }
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = found.get(name) ?? fields[name]?.default;
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** The message that holds these values. */
export function encodeMessage(fields: Fields, values: Readonly<Record<string, unknown>>): Uint8Array {
  const writer = new BinaryWriter();
  for (const { name, number, type } of layoutOf(fields).inOrder) write(writer, number, type, values[name]);
  return writer.finish();
}

interface Numbered {
  readonly name: string;
  readonly number: number;
  readonly field: Field;
  readonly type: ProtobufType;
}

interface Layout {
  readonly inOrder: readonly Numbered[];
  readonly byNumber: ReadonlyMap<number, Numbered>;
}

const layouts = new WeakMap<Fields, Layout>();

function layoutOf(fields: Fields): Layout {
  const known = layouts.get(fields);
  if (known) return known;
  const inOrder = Object.entries(fields)
    .flatMap(([name, field]) =>
      field.number === undefined ? [] : [{ name, number: field.number, field, type: protobufType(field) }],
    )
    .sort((one, other) => one.number - other.number);
  const layout = { inOrder, byNumber: new Map(inOrder.map(it => [it.number, it])) };
  layouts.set(fields, layout);
  return layout;
}

/** Undefined for an empty value. */
function read(reader: BinaryReader, wireType: WireType, { name, field, type }: Numbered): unknown {
  const isVarint = type === 'int32' || type === 'bool';
  if (wireType !== (isVarint ? WireType.Varint : WireType.LengthDelimited)) {
    throw new Problem([name], 'type', `must be of the type ${type}`);
  }
  switch (type) {
    case 'int32':
      return reader.int32() || undefined;
    case 'bool':
      return reader.bool() || undefined;
    case 'bytes': {
      const { buffer, byteOffset, byteLength } = reader.bytes();
      return Buffer.from(buffer, byteOffset, byteLength).toString('base64') || undefined;
    }
    case 'string':
      return textOf(reader, field, [name]) || undefined;
    case 'repeated string':
      throw new Problem([name], 'value', 'is not read');
  }
}

function textOf(reader: BinaryReader, field: Field, place: Place): string {
  const bytes = reader.bytes();
  try {
    return decodeText(field, place, utf8.decode(bytes));
  } catch (fault) {
    throw fault instanceof Problem ? fault : new Problem(place, 'characters', 'must be UTF-8');
  }
}

/** Groups, which proto3 does not have, would be a way to nest without end. */
function skip(reader: BinaryReader, wireType: WireType): void {
  if (wireType === WireType.StartGroup || wireType === WireType.EndGroup) throw malformed();
  reader.skip(wireType);
}

function write(writer: BinaryWriter, number: number, type: ProtobufType, value: unknown): void {
  if (value === undefined || value === '' || value === 0 || value === false) return;
  switch (type) {
    case 'int32':
      writer.tag(number, WireType.Varint).int32(value as number);
      break;
    case 'bool':
      writer.tag(number, WireType.Varint).bool(value as boolean);
      break;
    case 'bytes':
      writer.tag(number, WireType.LengthDelimited).bytes(Buffer.from(value as string, 'base64'));
      break;
    case 'string':
      writer.tag(number, WireType.LengthDelimited).string(value as string);
      break;
    case 'repeated string':
      for (const one of value as readonly string[]) writer.tag(number, WireType.LengthDelimited).string(one);
  }
}

const malformed = (): Problem => new Problem(['Body'], 'format', 'is no protobuf message');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decodeUtf8 = (bytes: Uint8Array): string => utf8.decode(bytes);
