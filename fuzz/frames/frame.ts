/** A call to an instance before it is signed: everything about it can be changed, and then it is signed as it is (wire/kms-instance.md section 2). */
import { createHash, sign } from 'node:crypto';
import { type ClientKey, stringToSign } from '../../test/instance-client.js';
import { headerText, type Pair, type WireRequest } from '../sketch.js';

export interface Frame {
  readonly action: string;
  readonly signer: ClientKey;
  /** The message, field by field as it is on the wire; the order is that on the wire too. */
  readonly fields: readonly Buffer[];
  readonly method: string;
  readonly path: string;
  readonly date: string;
  /** Instead of those that clients send, or beside them; `undefined` leaves one out. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly scheme: string;
}

/** Signs a frame. Texts of headers are sent as their octets. */
export function signedFrame(frame: Frame, host: string): WireRequest {
  const { action, signer, fields, method, path, date, scheme } = frame;
  const body = Buffer.concat(fields);
  const headers: Record<string, string | undefined> = {
    host,
    accept: 'application/x-protobuf',
    'content-type': 'application/x-protobuf',
    'content-sha256': createHash('sha256').update(body).digest('hex').toUpperCase(),
    date: headerText(date),
    'x-kms-apiversion': 'dkms-gcs-0.2',
    'x-kms-apiname': headerText(action),
    'x-kms-signaturemethod': 'RSA_PKCS1_SHA_256',
    'x-kms-acccesskeyid': signer.id,
    ...frame.headers,
  };
  const signature = sign('sha256', Buffer.from(stringToSign(method, headers), 'latin1'), signer.privateKey);
  const authorization = `${scheme} ${signature.toString('base64')}`;
  const sent = Object.entries({ authorization, ...headers }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return { method, target: path, headers: sent satisfies readonly Pair[], body };
}

/** Frames that have less in them, or are more usual. */
export function* smallerFrames(frame: Frame): Generator<Frame> {
  const { headers, fields } = frame;
  for (const name of Object.keys(headers)) {
    const { [name]: _, ...others } = headers;
    yield { ...frame, headers: others };
  }
  for (let i = 0; i < fields.length; i++) yield { ...frame, fields: fields.toSpliced(i, 1) };
  for (const [i, field] of fields.entries()) {
    const half = field.length >> 1;
    if (half > 0) yield { ...frame, fields: fields.with(i, field.subarray(0, half)) };
  }
  if (frame.scheme !== 'Bearer') yield { ...frame, scheme: 'Bearer' };
}
