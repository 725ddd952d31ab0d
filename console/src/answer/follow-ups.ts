/** Where an answer leads: the operations that take what it holds, with their forms filled. */
import type { Operation } from '../description/model';
import { type DraftObject, draftsOf, isRecord } from '../form/draft';
import type { TextKey } from '../texts/use-text';

export interface FollowUp {
  readonly product: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly label: TextKey;
  /** Parameters, and the members of the answer that they are: `KeyMetadata.KeyId`. */
  readonly answered: Readonly<Record<string, string>>;
  /** Parameters, and those of the call that they are. */
  readonly sent?: Readonly<Record<string, string>>;
}

const same = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map(name => [name, name]));

const dataKeys = ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'];
const keyAndVersion = same('KeyId', 'KeyVersionId');

export const FOLLOW_UPS: readonly FollowUp[] = [
  {
    product: 'kms',
    from: ['Encrypt', ...dataKeys, 'GenerateAndExportDataKey'],
    to: 'Decrypt',
    label: 'follow.decrypt',
    answered: same('CiphertextBlob'),
    sent: same('EncryptionContext'),
  },
  {
    product: 'kms',
    from: ['ReEncrypt'],
    to: 'Decrypt',
    label: 'follow.decrypt',
    answered: same('CiphertextBlob'),
    sent: { EncryptionContext: 'DestinationEncryptionContext' },
  },
  {
    product: 'kms',
    from: ['Encrypt', ...dataKeys],
    to: 'ReEncrypt',
    label: 'follow.re-encrypt',
    answered: same('CiphertextBlob'),
    sent: { SourceEncryptionContext: 'EncryptionContext' },
  },
  {
    product: 'kms',
    from: dataKeys,
    to: 'ExportDataKey',
    label: 'follow.export',
    answered: same('CiphertextBlob'),
    sent: same('EncryptionContext'),
  },
  {
    product: 'kms',
    from: ['AsymmetricEncrypt'],
    to: 'AsymmetricDecrypt',
    label: 'follow.decrypt',
    answered: { ...keyAndVersion, ...same('CiphertextBlob') },
    sent: same('Algorithm'),
  },
  {
    product: 'kms',
    from: ['AsymmetricSign'],
    to: 'AsymmetricVerify',
    label: 'follow.verify',
    answered: { ...keyAndVersion, ...same('Value') },
    sent: same('Algorithm', 'Digest'),
  },
  {
    product: 'kms',
    from: ['GenerateMac'],
    to: 'VerifyMac',
    label: 'follow.verify-mac',
    answered: same('KeyId', 'Algorithm', 'Mac'),
    sent: same('Message'),
  },
  {
    product: 'kms',
    from: ['CreateSecret', 'PutSecretValue', 'RotateSecret', 'RestoreSecret'],
    to: 'GetSecretValue',
    label: 'follow.read-secret',
    answered: same('SecretName'),
  },
  {
    product: 'kms',
    from: ['CreateKey'],
    to: 'DescribeKey',
    label: 'follow.describe-key',
    answered: { KeyId: 'KeyMetadata.KeyId' },
  },
  {
    product: 'kms',
    from: ['GetParametersForImport'],
    to: 'ImportKeyMaterial',
    label: 'follow.import',
    answered: same('KeyId', 'ImportToken'),
  },
  {
    product: 'kms',
    from: ['CreateClientKey', 'RotateClientKey'],
    to: 'GetClientKey',
    label: 'follow.client-key',
    answered: same('ClientKeyId'),
  },
  {
    product: 'kms-instance',
    from: ['Encrypt', 'GenerateDataKey'],
    to: 'Decrypt',
    label: 'follow.decrypt',
    answered: same('KeyId', 'CiphertextBlob', 'Algorithm', 'Iv', 'PaddingMode', 'KeyVersionId'),
    sent: same('Aad'),
  },
  {
    product: 'kms-instance',
    from: ['AdvanceEncrypt', 'AdvanceGenerateDataKey'],
    to: 'AdvanceDecrypt',
    label: 'follow.decrypt',
    answered: same('CiphertextBlob'),
    sent: same('Aad'),
  },
  {
    product: 'kms-instance',
    from: ['Sign'],
    to: 'Verify',
    label: 'follow.verify',
    answered: same('KeyId', 'Signature', 'Algorithm', 'MessageType', 'KeyVersionId'),
    sent: same('Digest', 'Message'),
  },
  {
    product: 'cas',
    from: ['CreateClientCertificate', 'CreateServerCertificate'],
    to: 'DescribeCertificatePrivateKey',
    label: 'follow.private-key',
    answered: same('Identifier'),
  },
];

export function followUpsOf({ productCode, action }: Pick<Operation, 'productCode' | 'action'>): FollowUp[] {
  return FOLLOW_UPS.filter(({ product, from }) => product === productCode && from.includes(action));
}

/** The filled form; undefined where the answer lacks what the other operation cannot do without. */
export function filledBy(
  { answered, sent = {} }: FollowUp,
  to: Pick<Operation, 'request'>,
  { answer, drafts }: { readonly answer: unknown; readonly drafts: DraftObject },
): DraftObject | undefined {
  const found = Object.entries(answered).map(([parameter, path]) => [parameter, memberAt(answer, path)] as const);
  const isNeeded = (name: string) => to.request.some(field => field.name === name && field.required);
  if (found.some(([name, value]) => value === undefined && isNeeded(name))) return undefined;
  const kept = Object.entries(sent).flatMap(([parameter, name]) =>
    drafts[name] === undefined ? [] : [[parameter, drafts[name]] as const],
  );
  return { ...draftsOf(to.request, Object.fromEntries(found)), ...Object.fromEntries(kept) };
}

function memberAt(answer: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), answer);
}
