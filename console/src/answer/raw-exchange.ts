/** HTTP messages as text. The version of HTTP is the browser's business and not known here, so 1.1 is written. */
import type { Exchange } from '../client/exchange';
import type { Field, Operation } from '../description/model';
import { holdsSecret } from '../form/redact';
import { encodeParameters } from '../signing/percent-encoding';
import { MASK, maskAnswer } from './mask-answer';

export type Secrets = 'shown' | 'masked';

export function rawRequest({ request: fields }: Operation, { request }: Exchange, secrets: Secrets): string {
  const [path = '/', query] = request.target.split('?');
  const hide = (text: string) => (secrets === 'shown' ? text : maskParameters(fields, text));
  const target = query === undefined ? path : `${path}?${hide(query)}`;
  const headers = Object.entries(request.headers).map(
    ([name, value]) => `${name}: ${maskHeader(name, value, secrets)}`,
  );
  const { message } = request;
  const body = message ? inProtobuf(secrets === 'shown' ? message : maskAnswer(fields, message)) : hide(request.body);
  return [`${request.method} ${target} HTTP/1.1`, ...headers, '', body].join('\n').trimEnd();
}

export function rawResponse({ response }: Operation, exchange: Exchange, secrets: Secrets): string {
  const headers = exchange.headers.map(([name, value]) => `${name}: ${value}`);
  const { answer, body } = exchange;
  const shown = secrets === 'shown' || answer === undefined ? body : JSON.stringify(maskAnswer(response, answer));
  const written = exchange.request.message && answer !== undefined ? inProtobuf(JSON.parse(shown)) : shown;
  return [`HTTP/1.1 ${exchange.status}`, ...headers, '', written].join('\n');
}

/** Its own octets are no text; these are its values, in protobuf's mapping to JSON. */
const inProtobuf = (values: unknown): string => `(protobuf) ${JSON.stringify(values)}`;

/** The token is as good as a password until it expires; the signature is good for this one request, which was made already. */
function maskHeader(name: string, value: string, secrets: Secrets): string {
  return secrets === 'masked' && name === 'x-acs-security-token' ? MASK : value;
}

/** Parameters of a query or form with every value masked that belongs to a secret field. */
export function maskParameters(fields: readonly Field[], text: string): string {
  if (text === '') return '';
  const secret = new Set(fields.filter(holdsSecret).map(({ name }) => name));
  return [...new URLSearchParams(text)]
    .map(([name, value]) => {
      const [head = name] = name.split('.', 1);
      return secret.has(head) ? `${name}=${MASK}` : encodeParameters([[name, value]]);
    })
    .join('&');
}
