/** Parameters and results without their secrets, for audit records, logs and histories. */
import type { Field, Fields } from './field.js';

/** What stands in for a secret: that there was one may be known, its length may not. */
export const REDACTED = '[secret]';

/** A copy of decoded values in which every field declared `secret`, at any depth, is replaced, and so are private keys in PEM. */
export function withoutSecrets(fields: Fields, values: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = fields[name];
    if (field && value !== undefined) copy[name] = redactValue(field, value);
  }
  return copy;
}

function redactValue(field: Field, value: unknown): unknown {
  if (field.kind === 'secret') return REDACTED;
  if (field.kind === 'json-text') return redactValue(field.item as Field, (value as { value: unknown }).value);
  if (field.kind === 'list') return (value as unknown[]).map(element => redactValue(field.item as Field, element));
  if (field.kind === 'object') return withoutSecrets(field.fields ?? {}, value as object);
  if (field.kind === 'map') {
    return Object.fromEntries(
      Object.entries(value as object).map(([key, member]) => [key, redactValue(field.item as Field, member)]),
    );
  }
  return typeof value === 'string' ? value.replace(PRIVATE_KEY_BLOCK, REDACTED) : value;
}

/** A private key that somebody pasted together with the CSR or certificate that was asked for; also one that is cut off. */
const PRIVATE_KEY_BLOCK =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g;
