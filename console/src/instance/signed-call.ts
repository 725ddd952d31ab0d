/**
 * A call of a KMS instance, signed by the opened client key: docs/wire/kms-instance.md section 2. A page may not set `Date` (Fetch standard, forbidden
 * request-header), so the time is in `x-kms-date`, which this server takes instead.
 */
import { toBase64 } from '../answer/bytes';
import { observeServerClock, signingTime } from '../client/clock';
import type { Exchange } from '../client/exchange';
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { decodeAnswer, encodeRequest } from './messages';
import type { OpenedKey } from './opened-key';

const TYPE = 'application/x-protobuf';

/** Rejects when the server cannot be reached, with what the browser says. */
export async function callInstance(operation: Operation, drafts: DraftObject, key: OpenedKey): Promise<Exchange> {
  const { message, headers: beside } = encodeRequest(operation.request, drafts);
  const headers = {
    accept: TYPE,
    'content-type': TYPE,
    'content-sha256': await digestOf(message),
    'x-kms-acccesskeyid': key.keyId,
    'x-kms-apiname': operation.action,
    'x-kms-apiversion': operation.version,
    'x-kms-date': signingTime().toUTCString(),
    'x-kms-signaturemethod': 'RSA_PKCS1_SHA_256',
    ...beside,
  };
  const stringToSign = stringFor(headers);
  const authorization = `Bearer ${await signatureOf(stringToSign, key)}`;
  const sent = { ...headers, authorization };

  const sentAt = Date.now();
  const start = performance.now();
  const response = await fetch('/', {
    method: 'POST',
    headers: sent,
    body: message,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  });
  observeServerClock(response.headers.get('date'), sentAt, Date.now());
  const octets = new Uint8Array(await response.arrayBuffer());
  const durationMs = performance.now() - start;
  const answer = answerIn(operation, octets, response);
  return {
    request: {
      method: 'POST',
      target: '/',
      headers: { host: window.location.host, ...sent },
      body: '',
      message: Object.fromEntries(
        operation.request.flatMap(({ name }) => (drafts[name] ? [[name, drafts[name]]] : [])),
      ),
      canonicalRequest: '',
      stringToSign,
    },
    status: response.status,
    durationMs,
    headers: [...response.headers],
    body: answer === undefined ? new TextDecoder().decode(octets) : JSON.stringify(answer),
    answer,
    requestId: typeof answer?.RequestId === 'string' ? answer.RequestId : undefined,
  };
}

function answerIn(operation: Operation, octets: Uint8Array, { status, headers }: Response) {
  try {
    const fields = status < 400 ? operation.response : (operation.errorMessage ?? []);
    return decodeAnswer(fields, octets, headers);
  } catch {
    return undefined;
  }
}

/** Method, digest, type, no date, then the headers that begin with `x-kms-`, and the resource, which is always the same. */
function stringFor(headers: Readonly<Record<string, string>>): string {
  const own = Object.keys(headers)
    .filter(name => name.startsWith('x-kms-'))
    .sort()
    .map(name => `${name}:${headers[name]}\n`);
  return `POST\n${headers['content-sha256']}\n${headers['content-type']}\n\n${own.join('')}/`;
}

async function digestOf(message: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', message));
  return Array.from(digest, octet => octet.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

async function signatureOf(text: string, { privateKey }: OpenedKey): Promise<string> {
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, new TextEncoder().encode(text));
  return toBase64(new Uint8Array(signature));
}
