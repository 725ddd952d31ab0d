/** What every answer to a call of an instance has to be (wire/kms-instance.md sections 2.4 and 2.5). */
import { decodeWire, ERROR_MESSAGE } from '../../test/instance-client.js';
import { headerOf, type RawAnswer } from '../../test/raw-connection.js';
import type { FrameAttack } from '../attack.js';
import { secretIn } from '../judge.js';
import type { World } from '../world.js';
import type { FrameOperation } from './messages.js';

/** The one 5xx that is no fault: a ciphertext that does not decrypt. */
const FAILS_TO_DECRYPT = /^(?:Advance)?Decrypt$/;

/** What is wrong with an answer, or undefined. */
export function faultOfFrameAnswer(
  { kind, bytes }: FrameAttack,
  answer: RawAnswer,
  operations: readonly FrameOperation[],
  world: World,
): string | undefined {
  const { status, body } = answer;
  const head = headOf(bytes);
  const type = headerOf(answer, 'content-type') ?? '';
  const isRpcError = status >= 400 && status < 500 && /^(?:application\/json|text\/(?:html|plain))\b/.test(type);
  // What is no HTTP, which ends the connection, goes elsewhere or has lost its headers is no call to an instance.
  const isUnread = kind === 'broken' || headerOf(answer, 'connection') === 'close' || !isCallToInstance(head);
  if (isRpcError && isUnread) return secretIn(body.toString('latin1'), '', world);
  if (/^HEAD /.test(head)) return status >= 500 ? `it was answered with status ${status}` : undefined;
  if (type !== 'application/x-protobuf') {
    const isPage = status < 400 && (kind === 'broken' || !/^\S+ \/(?:\?\S*)? /.test(head));
    return isPage ? undefined : `status ${status} came as ${type || 'nothing in particular'}`;
  }
  const name = /^x-kms-apiname:[ \t]*(\S*)[ \t]*\r$/im.exec(head)?.[1] ?? '';
  if (status !== 200) return faultOfError(name, status, body, world);
  const operation = operations.find(({ action }) => action === name);
  const result = decoded(operation?.response ?? {}, body);
  return typeof result?.RequestId === 'string' ? undefined : 'a result is no message of its operation';
}

function faultOfError(name: string, status: number, body: Buffer, world: World): string | undefined {
  const error = decoded(ERROR_MESSAGE, body);
  if (!error) return 'an error is no message';
  const { StatusCode, ErrorCode, ErrorMessage, RequestId } = error;
  if (StatusCode !== status) return 'an error says another status';
  if (!ErrorCode || !ErrorMessage || !RequestId) return 'an error lacks RequestId, ErrorCode or ErrorMessage';
  const isExpected = status === 500 && ErrorCode === 'InternalFailure' && FAILS_TO_DECRYPT.test(name);
  if (status >= 500 && !isExpected) return `it was answered with status ${status}`;
  return secretIn(body.toString('latin1'), String(ErrorCode), world);
}

/** As the server tells them apart: by its path and its headers. */
const isCallToInstance = (head: string): boolean =>
  /^\S+ \/(?:\?\S*)? HTTP/.test(head) && /^x-kms-(?:apiname|apiversion|acccesskeyid)[ \t]*:/im.test(head);

/** Empty lines before a request are none of it (RFC 9112 section 2.2). */
function headOf(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 8).startsWith('\r\n\r\n\r\n') ? 6 : 0;
  const end = bytes.indexOf('\r\n\r\n', start);
  return `${bytes.toString('latin1', start, end < 0 ? bytes.length : end)}\r\n`;
}

function decoded(message: Parameters<typeof decodeWire>[0], body: Buffer): Record<string, unknown> | undefined {
  try {
    return decodeWire(message, body);
  } catch {
    return undefined;
  }
}
