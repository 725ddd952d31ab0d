/** Protobuf messages of described fields: `/reference/kms-instance`. Bytes are Base64 outside of them, an empty value is none. */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { toBase64 } from '../answer/bytes';
import type { Field } from '../description/model';
import type { DraftObject } from '../form/draft';
import { fromBase64 } from '../x509/pem';

export type Values = Readonly<Record<string, unknown>>;

/** What was typed, as a message, and what travels beside it in headers. */
export function encodeRequest(fields: readonly Field[], drafts: DraftObject) {
  const writer = new BinaryWriter();
  const headers: Record<string, string> = {};
  for (const { name, wire } of fields) {
    const text = drafts[name];
    if (typeof text !== 'string' || text === '' || !wire) continue;
    if ('header' in wire) headers[wire.header] = text;
    else write(writer, wire, text);
  }
  return { message: new Uint8Array(writer.finish()), headers };
}

interface Place {
  readonly number: number;
  readonly type: string;
}

function write(writer: BinaryWriter, { number, type }: Place, text: string): void {
  if (type === 'int32') writer.tag(number, WireType.Varint).int32(Number(text));
  else if (type === 'bool') writer.tag(number, WireType.Varint).bool(text === 'true');
  else if (type === 'bytes') writer.tag(number, WireType.LengthDelimited).bytes(bytesOf(text));
  else writer.tag(number, WireType.LengthDelimited).string(text);
}

/** What is no Base64 goes as the text that it is: the person asked to send it anyway. */
const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? new TextEncoder().encode(text);

/** The members of an answer, in the order of the message. Throws where it is no message. */
export function decodeAnswer(fields: readonly Field[], message: Uint8Array, headers: Headers): Values {
  const values: Record<string, unknown> = {};
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const field = fields.find(({ wire }) => wire && 'number' in wire && wire.number === number);
    if (field?.wire && 'type' in field.wire) values[field.name] = read(reader, field.wire.type, values[field.name]);
    else reader.skip(wireType);
  }
  for (const { name, wire } of fields) {
    const header = wire && 'header' in wire ? headers.get(wire.header) : null;
    if (header !== null) values[name] = header;
  }
  return values;
}

function read(reader: BinaryReader, type: string, before: unknown): unknown {
  if (type === 'int32') return reader.int32();
  if (type === 'bool') return reader.bool();
  if (type === 'bytes') return toBase64(reader.bytes());
  return type === 'repeated string' ? [...((before as string[] | undefined) ?? []), reader.string()] : reader.string();
}
