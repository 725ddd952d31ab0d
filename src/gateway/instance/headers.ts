/**
 * What the headers of a call to an instance say: wire/kms-instance.md sections 2.1 and 2.5. They name the operation, the client key and the digest of the
 * body, so all of that is known before any of the body is taken.
 */
import { clockSkewMs } from '../../domain/replay-window.js';
import { shownName } from '../../spec/problem.js';
import { bodyType, header, type RawRequest } from '../parameters.js';
import { instanceError } from './errors.js';

type Head = Pick<RawRequest, 'headers'>;

export const KEY_ID_HEADER = 'x-kms-acccesskeyid';
const API_NAME = 'x-kms-apiname';
const API_VERSION = 'x-kms-apiversion';
/**
 * An extension: the time of a caller that cannot set `Date`, which browsers keep for themselves (Fetch standard, forbidden request-header). Like every header
 * that begins so it is signed.
 */
const OWN_DATE = 'x-kms-date';
const SIGNATURE_METHOD = 'x-kms-signaturemethod';
const MESSAGE_TYPE = 'application/x-protobuf';
const METHOD = 'RSA_PKCS1_SHA_256';

/** Whether it is one at all: no call of another API has any of these headers. */
export const isInstanceCall = ({ headers }: Head): boolean =>
  headers[API_NAME] !== undefined || headers[API_VERSION] !== undefined || headers[KEY_ID_HEADER] !== undefined;

/** Throws `InvalidContentType`. */
export function requireMessageType(head: Head): void {
  if (bodyType(head) !== MESSAGE_TYPE)
    throw instanceError('InvalidContentType', { value: shown(head, 'content-type') });
}

export const apiVersionOf = (head: Head): string => header(head, API_VERSION) ?? '';
export const apiNameOf = (head: Head): string => header(head, API_NAME) ?? '';
export const unknownVersion = (head: Head) => instanceError('InvalidApiVersion', { value: shown(head, API_VERSION) });
export const unknownName = (head: Head) => instanceError('InvalidApiName', { value: shown(head, API_NAME) });

/** Whose signature it is said to be. Throws `InvalidParam`, `MissingParameter` and `RequestTimeTooSkewed`, in the order of wire/kms-instance.md section 2.5. */
export function signerOf(head: Head, now: Date): { readonly accessKeyId: string } {
  const method = header(head, SIGNATURE_METHOD);
  if (method !== METHOD) {
    const detail = method === undefined ? '' : ` message:"${shownName(method)}".`;
    throw instanceError('InvalidParam', { P: SIGNATURE_METHOD, detail });
  }
  const accessKeyId = header(head, KEY_ID_HEADER);
  if (!accessKeyId) throw instanceError('MissingParameter', { P: KEY_ID_HEADER });
  const date = dateOf(header(head, 'date') ?? header(head, OWN_DATE) ?? '');
  if (!date) throw instanceError('InvalidParam', { P: 'Date' });
  if (Math.abs(now.getTime() - date.getTime()) > clockSkewMs) throw instanceError('RequestTimeTooSkewed');
  return { accessKeyId };
}

/** The signature. Throws `InvalidParam` where there is none, or one that is no Base64. */
export function signatureOf(head: Head): Buffer {
  const [, base64] = /^(?:Bearer|TOKEN) +([A-Za-z0-9+/]+={0,2})$/i.exec(header(head, 'authorization') ?? '') ?? [];
  if (base64 === undefined) throw instanceError('InvalidParam', { P: 'Authorization' });
  return Buffer.from(base64, 'base64');
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * `Sat, 21 Nov 2026 17:29:38 GMT`, and as the vendor's pages have it, a day of one digit and `UTC`. The weekday is not looked at. Undefined for a time that
 * no clock has.
 */
export function dateOf(text: string): Date | undefined {
  const form = /^(?:[A-Za-z]{3,9}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC|\+0000)$/;
  const [, day = '', month = '', year = '', ...time] = form.exec(text) ?? [];
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  if (monthIndex < 0) return undefined;
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  const date = new Date(Date.UTC(Number(year), monthIndex, Number(day), hour, minute, second));
  const isThere = date.getUTCDate() === Number(day) && date.getUTCHours() === hour && date.getUTCMinutes() === minute;
  return isThere && second < 60 ? date : undefined;
}

const shown = (head: Head, name: string): string => shownName(header(head, name) ?? '');
