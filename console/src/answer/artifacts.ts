/** Values in an answer that are files in disguise: PEM texts, Base64 of something binary, client keys. */
import type { Field, Operation } from '../description/model';
import { isRecord } from '../form/draft';
import { isEncryptedRsaKey } from '../x509/certificate';
import { fromBase64, type PemBlock, pemBlocks } from '../x509/pem';

export type Artifact = { readonly path: string; readonly name: string } & (
  | { readonly kind: 'certificates'; readonly blocks: readonly PemBlock[] }
  | { readonly kind: 'pem'; readonly blocks: readonly PemBlock[] }
  | { readonly kind: 'encrypted-key'; readonly blocks: readonly PemBlock[]; readonly command: 'rsa' | 'ec' | 'pkey' }
  | { readonly kind: 'client-key'; readonly keyId: string; readonly privateKeyData: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array<ArrayBuffer>; readonly secret: boolean }
);

export function findArtifacts({ response }: Pick<Operation, 'response'>, answer: unknown): Artifact[] {
  return isRecord(answer) ? inMembers(response, answer, '') : [];
}

function inMembers(fields: readonly Field[], members: Record<string, unknown>, prefix: string): Artifact[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const field = fields.find(declared => declared.name === name);
    return inValue(field, name, value, `${prefix}${name}`, members);
  });
}

function inValue(
  field: Field | undefined,
  name: string,
  value: unknown,
  path: string,
  siblings: Record<string, unknown>,
): Artifact[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => inValue(field?.item, name, entry, `${path}.${index + 1}`, {}));
  }
  if (isRecord(value)) return inMembers(field?.fields ?? [], value, `${path}.`);
  if (typeof value !== 'string') return [];
  const blocks = pemBlocks(value);
  if (blocks.length > 0) return [pemArtifact(path, name, blocks)];
  const keyId = siblings.ClientKeyId ?? siblings.KeyId;
  if (name === 'PrivateKeyData' && typeof keyId === 'string') {
    return [{ kind: 'client-key', path, name, keyId, privateKeyData: value }];
  }
  if (field?.format !== 'base64' && !isBinarySecret(name, siblings)) return [];
  const bytes = fromBase64(value);
  return bytes && bytes.length > 0 ? [{ kind: 'binary', path, name, bytes, secret: field?.secret ?? false }] : [];
}

/** Values whose declaration leaves open what they are: of a secret its type tells it, and what is decrypted was mostly encrypted as Base64. */
function isBinarySecret(name: string, siblings: Record<string, unknown>): boolean {
  return name === 'Plaintext' || (name === 'SecretData' && siblings.SecretDataType === 'binary');
}

function pemArtifact(path: string, name: string, blocks: readonly PemBlock[]): Artifact {
  const [first] = blocks;
  if (first?.label === 'ENCRYPTED PRIVATE KEY') {
    return { kind: 'encrypted-key', path, name, blocks, command: commandFor(first) };
  }
  const certificates = blocks.every(({ label }) => label === 'CERTIFICATE');
  return { kind: certificates ? 'certificates' : 'pem', path, name, blocks };
}

/** The documented command that opens a key of this kind. */
function commandFor({ der }: PemBlock): 'rsa' | 'ec' | 'pkey' {
  try {
    return isEncryptedRsaKey(der) ? 'rsa' : 'ec';
  } catch {
    return 'pkey';
  }
}
