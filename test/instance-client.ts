/**
 * A client of KMS instances, written from wire/kms-instance.md alone: messages by the contract, which was made from the official SDKs, and the signature of
 * wire/kms-instance.md section 2. What the official clients do is tested with them, in test/clients.
 */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { request } from 'undici';
import contract from '../src/api/contracts/kms-instance-dkms-gcs-0.2.json' with { type: 'json' };

interface WireField {
  readonly type: string;
  readonly number: number;
}
export type Message = Readonly<Record<string, WireField>>;

export type InstanceOperation = keyof typeof contract;
/** Texts, numbers, booleans, lists of texts, and octets. */
export type Values = Readonly<Record<string, string | number | boolean | Uint8Array | readonly string[] | undefined>>;

export const ERROR_MESSAGE: Message = {
  StatusCode: { type: 'int32', number: 1 },
  ErrorCode: { type: 'string', number: 2 },
  ErrorMessage: { type: 'string', number: 3 },
  RequestId: { type: 'string', number: 4 },
};

export interface ClientKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

export interface InstanceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Octets as Buffers. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What tests do to a request: `before` the signature, or `after` it. A header that is undefined is left out. */
export interface Tampering {
  readonly before?: Readonly<Record<string, string | undefined>>;
  readonly after?: Readonly<Record<string, string | undefined>>;
  readonly message?: Buffer;
  readonly sentMessage?: Buffer;
  readonly method?: string;
  readonly date?: Date;
  readonly scheme?: string;
}

export class InstanceClient {
  constructor(
    private readonly url: string,
    private readonly key: ClientKey,
  ) {}

  /** The call as it is sent, but for the host. */
  prepare(operation: string, values: Values = {}, tampering: Tampering = {}) {
    const message = tampering.message ?? Buffer.from(encodeWire(layoutsOf(operation)?.request ?? {}, values));
    const { date = new Date(), method = 'POST', scheme = 'Bearer' } = tampering;
    const headers: Record<string, string | undefined> = {
      accept: 'application/x-protobuf',
      'content-type': 'application/x-protobuf',
      'content-sha256': createHash('sha256').update(message).digest('hex').toUpperCase(),
      date: date.toUTCString(),
      'x-kms-apiversion': 'dkms-gcs-0.2',
      'x-kms-apiname': operation,
      'x-kms-signaturemethod': 'RSA_PKCS1_SHA_256',
      'x-kms-acccesskeyid': this.key.id,
      ...tampering.before,
    };
    const signature = sign('sha256', Buffer.from(stringToSign(method, headers), 'latin1'), this.key.privateKey);
    const sent = { ...headers, authorization: `${scheme} ${signature.toString('base64')}`, ...tampering.after };
    const present = Object.entries(sent).filter((header): header is [string, string] => header[1] !== undefined);
    return { method, headers: Object.fromEntries(present), message };
  }

  async call(operation: string, values: Values = {}, tampering: Tampering = {}): Promise<InstanceAnswer> {
    const { method, headers, message } = this.prepare(operation, values, tampering);
    const answer = await request(this.url, {
      method: method as 'POST',
      headers,
      ...(method !== 'GET' && { body: tampering.sentMessage ?? message }),
    });
    const octets = Buffer.from(await answer.body.arrayBuffer());
    const layout = answer.statusCode === 200 ? (layoutsOf(operation)?.response ?? {}) : ERROR_MESSAGE;
    return { status: answer.statusCode, headers: answer.headers, body: decodeWire(layout, octets) };
  }
}

const layoutsOf = (operation: string) =>
  (contract as unknown as Record<string, { request: Message; response: Message }>)[operation];

export function stringToSign(method: string, headers: Readonly<Record<string, string | undefined>>): string {
  const own = Object.entries(headers)
    .filter(([name, value]) => name.startsWith('x-kms-') && value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}:${value?.trim()}\n`);
  const fixed = ['content-sha256', 'content-type', 'date'].map(name => headers[name] ?? '');
  return `${[method, ...fixed].join('\n')}\n${own.join('')}/`;
}

export function encodeWire(layout: Message, values: Values): Uint8Array {
  const writer = new BinaryWriter();
  for (const [name, value] of Object.entries(values)) {
    const field = layout[name];
    if (!field) throw new Error(`the contract has no field ${name}`);
    if (value === undefined) continue;
    const length = () => writer.tag(field.number, WireType.LengthDelimited);
    if (field.type === 'string') length().string(value as string);
    else if (field.type === 'bytes') length().bytes(value as Uint8Array);
    else if (field.type === 'int32') writer.tag(field.number, WireType.Varint).int32(value as number);
    else if (field.type === 'bool') writer.tag(field.number, WireType.Varint).bool(value as boolean);
    else throw new Error(`no request has a field of the type ${field.type}`);
  }
  return writer.finish();
}

export function decodeWire(layout: Message, octets: Uint8Array): Record<string, unknown> {
  const reader = new BinaryReader(octets);
  const values: Record<string, unknown> = {};
  while (reader.pos < reader.len) {
    const [number] = reader.tag();
    const [name, field] = Object.entries(layout).find(([, it]) => it.number === number) ?? [];
    if (!name || !field) throw new Error(`the answer has a field ${number} that the contract has not`);
    if (field.type === 'string') values[name] = reader.string();
    else if (field.type === 'bytes') values[name] = Buffer.from(reader.bytes());
    else if (field.type === 'int32') values[name] = reader.int32();
    else if (field.type === 'bool') values[name] = reader.bool();
    else values[name] = [...((values[name] as string[] | undefined) ?? []), reader.string()];
  }
  return values;
}
