/** Parameters about OIDC providers, and the ARN of one (wire/ram-sts.md section 12.5). */
import {
  CLIENT_ID,
  fingerprintDigits,
  MAX_ISSUER_LENGTH,
  USUAL_ISSUANCE_LIMIT_HOURS,
} from '../../../identity/federation/oidc-provider.js';
import { limits } from '../../../identity/limits.js';
import { integer, string } from '../../../spec/field.js';
import { FREE_TEXT, VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { inWords } from '../../../spec/worded-pattern.js';

export const oidcProviderResource = 'acs:ram:*:{account}:oidc-provider/{OIDCProviderName}';

const required = true;

export const oidcProviderName = string({
  required,
  names: 'ims.oidc-provider',
  maxLength: 128,
  pattern: /[A-Za-z0-9._-]+/,
  about: 'The name of the provider. Found in any case.',
  example: 'ci',
});

export const freeOidcProviderName = string({
  required,
  maxLength: 128,
  pattern: inWords(
    /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/,
    'letters, digits, and between them also periods, hyphens and underscores',
  ),
  about: 'A name for the provider, which its ARN ends with.',
  example: 'ci',
});

export const issuerUrl = string({
  required,
  maxLength: MAX_ISSUER_LENGTH,
  pattern: VISIBLE_ASCII,
  about: 'The issuer, exactly as its tokens have it in `iss`: an https URL without query, fragment and credentials.',
  example: 'https://ci.example.com',
});

/** A client id has at most 255 characters, and a comma follows. */
const CLIENT_IDS_LENGTH = limits.clientIdsPerOidcProvider * 256;

export const clientIds = string({
  maxLength: CLIENT_IDS_LENGTH,
  pattern: inWords(/[\x21-\x7e]*/, 'printable ASCII without spaces'),
  about: `Whom tokens have to be for (\`aud\`): one of these, separated by commas, at most ${limits.clientIdsPerOidcProvider}. Without any, no token is believed.`,
  example: 'chancery,shop',
});

export const fingerprints = string({
  maxLength: limits.fingerprintsPerOidcProvider * 60,
  pattern: inWords(/[0-9A-Fa-f:,]*/, 'hexadecimal digits, colons and commas'),
  about: `SHA-1 of certificates, separated by commas, at most ${limits.fingerprintsPerOidcProvider}. If there are any, one of them has to be in the chain of the issuer's TLS certificate, which is checked in any case.`,
  example: '990f4193972f2becf12ddeda5237f9c952f20d9e',
});

export const description = string({
  maxLength: 256,
  pattern: FREE_TEXT,
  about: 'What the provider is for.',
  example: 'Jobs of the CI system',
});

const hours = {
  minimum: 1,
  maximum: 168,
  unit: 'hours',
  about: 'How long after it was issued (`iat`) a token is taken, however long it says that it lasts.',
  example: 6,
} as const;

export const issuanceLimitTime = integer({ ...hours, default: USUAL_ISSUANCE_LIMIT_HOURS });

/** Left out: it stays as it is. */
export const newIssuanceLimitTime = integer(hours);

export const clientId = string({
  required,
  maxLength: 255,
  pattern: inWords(/[\x21-\x2b\x2d-\x7e]+/, 'printable ASCII without spaces and commas'),
  about: 'Whom tokens may be for (`aud`).',
  example: 'shop',
});

export const fingerprint = string({
  required,
  maxLength: 59,
  pattern: inWords(/[0-9A-Fa-f:]+/, 'hexadecimal digits and colons'),
  about: "SHA-1 of a certificate in the chain of the issuer's TLS certificate, with or without colons.",
  example: '990f4193972f2becf12ddeda5237f9c952f20d9e',
});

/** The entries of a list, each of them once; undefined where one is no client id. */
export function clientIdsOf(text: string): string[] | undefined {
  const entries = entriesOf(text);
  return entries.every(it => CLIENT_ID.test(it)) ? entries : undefined;
}

/** The entries as they are stored, each of them once; undefined where one is no SHA-1. */
export function fingerprintsOf(text: string): string[] | undefined {
  const digits = entriesOf(text).map(fingerprintDigits);
  return digits.every(it => it !== undefined) ? [...new Set(digits)] : undefined;
}

function entriesOf(text: string): string[] {
  return text === '' ? [] : [...new Set(text.split(','))];
}
