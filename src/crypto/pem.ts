/**
 * PEM (RFC 7468): DER between two marked lines. Written strictly; read strictly too, except that any white space may stand where a line
 * feed belongs, because the cloud's documented requests carry CSRs with spaces instead (cas-2020-06-30 section 2.1).
 */
import { InvalidInput } from './invalid-input.js';

export class InvalidPem extends InvalidInput {}

/** `label` is, for example, `CERTIFICATE`. Lines of 64 characters; ends with a line feed. */
export function encodePem(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
  let body = '';
  for (let at = 0; at < base64.length; at += 64) body += `${base64.slice(at, at + 64)}\n`;
  return `-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`;
}

/**
 * The DER inside the one PEM block that `text` holds. `labels` are those that are accepted; `maxBytes` caps the length of the text.
 * Throws `InvalidPem` for anything before or after the block, another label, or Base64 that is not canonical.
 */
export function parsePem(text: string, labels: readonly string[], maxBytes: number): Buffer {
  if (text.length > maxBytes) throw new InvalidPem(`The PEM text is longer than ${maxBytes} bytes.`);
  const label = labels.find(candidate => text.trimStart().startsWith(`-----BEGIN ${candidate}-----`));
  if (label === undefined) throw new InvalidPem(`The PEM text does not begin with "-----BEGIN ${labels[0]}-----".`);
  const trimmed = text.trim();
  const end = `-----END ${label}-----`;
  if (!trimmed.endsWith(end)) throw new InvalidPem(`The PEM text does not end with "${end}".`);

  const base64 = trimmed.slice(`-----BEGIN ${label}-----`.length, -end.length).replace(/[ \t\r\n]+/g, '');
  const der = Buffer.from(base64, 'base64');
  // Node's decoder skips what it does not know; encoding again shows whether it skipped anything, padding included.
  if (der.length === 0 || der.toString('base64') !== base64) throw new InvalidPem('The PEM text is not valid Base64.');
  return der;
}
