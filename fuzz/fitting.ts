/** Things that only few operations are for, each with the parameters that go with it. The fuzzer learns of them nowhere else. */
import { createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import type { Make, World } from './world.js';

const KMS = '2016-01-20';
const RAM = '2015-05-01';

export async function furnishManaged(world: World, make: Make): Promise<void> {
  const UserName = 'fuzz-rotated';
  await make(RAM, 'CreateUser', { UserName });
  const { AccessKeyId, AccessKeySecret } = (await make(RAM, 'CreateAccessKey', { UserName })).AccessKey as Record<
    string,
    string
  >;
  const { SecretName } = await make(KMS, 'CreateSecret', {
    SecretName: '$Auto',
    VersionId: 'fuzz',
    SecretType: 'RAMCredentials',
    SecretData: JSON.stringify({ AccessKeys: [{ AccessKeyId, AccessKeySecret }] }),
    ExtendedConfig: JSON.stringify({ SecretSubType: 'RamUserAccessKey', UserName }),
  });
  for (const action of ['RotateSecret', 'UpdateSecretRotationPolicy']) {
    world.fitting.set(action, { SecretName: String(SecretName) });
  }
}

export async function furnishKeys(world: World, make: Make): Promise<void> {
  const newKey = async (parameters: object): Promise<string> => {
    const { KeyMetadata } = await make(KMS, 'CreateKey', parameters as Record<string, unknown>);
    return String((KeyMetadata as Record<string, unknown>).KeyId);
  };
  const imported = { KeyId: await newKey({ Origin: 'EXTERNAL' }) };
  const wrapping = { WrappingKeySpec: 'RSA_2048', WrappingAlgorithm: 'RSAES_OAEP_SHA_256' };
  const { ImportToken, PublicKey } = await make(KMS, 'GetParametersForImport', { ...imported, ...wrapping });
  const key = createPublicKey({ key: Buffer.from(String(PublicKey), 'base64'), format: 'der', type: 'spki' });
  const EncryptedKeyMaterial = publicEncrypt({ key, oaepHash: 'sha256' }, randomBytes(32)).toString('base64');
  const material = { ImportToken: String(ImportToken), EncryptedKeyMaterial, KeyMaterialExpireUnix: '0' };
  world.keep(imported.KeyId);
  world.fitting.set('GetParametersForImport', { ...imported, ...wrapping });
  world.fitting.set('ImportKeyMaterial', { ...imported, ...material });
  world.fitting.set('DeleteKeyMaterial', imported);

  const mac = { KeyId: await newKey({ KeySpec: 'HMAC_SHA_256' }), Algorithm: 'HMAC_SHA_256', Message: 'ZnV6eg==' };
  world.keep(mac.KeyId);
  world.fitting.set('GenerateMac', mac);
  const { Mac } = await make(KMS, 'GenerateMac', mac);
  world.fitting.set('VerifyMac', { ...mac, Mac: String(Mac) });

  const pairOf = async (parameters: object) => {
    const KeyId = await newKey(parameters);
    const { KeyVersions } = await make(KMS, 'ListKeyVersions', { KeyId });
    const [version] = (KeyVersions as { KeyVersion: { KeyVersionId: string }[] }).KeyVersion;
    world.keep(KeyId);
    return { KeyId, KeyVersionId: version?.KeyVersionId ?? '' };
  };
  const signing = { ...(await pairOf({ KeySpec: 'EC_P256' })), Algorithm: 'ECDSA_SHA_256' };
  const signed = { ...signing, Digest: Buffer.alloc(32, 7).toString('base64') };
  world.fitting.set('AsymmetricSign', signed);
  const { Value } = await make(KMS, 'AsymmetricSign', signed);
  world.fitting.set('AsymmetricVerify', { ...signed, Value: String(Value) });
  world.fitting.set('GetPublicKey', { KeyId: signing.KeyId, KeyVersionId: signing.KeyVersionId });
  world.fitting.set('CreateKeyVersion', { KeyId: signing.KeyId });
  const sealing = {
    ...(await pairOf({ KeySpec: 'EC_SM2', KeyUsage: 'ENCRYPT/DECRYPT' })),
    Algorithm: 'SM2PKE',
  };
  world.fitting.set('AsymmetricEncrypt', { ...sealing, Plaintext: 'ZnV6eg==' });
  const { CiphertextBlob } = await make(KMS, 'AsymmetricEncrypt', { ...sealing, Plaintext: 'ZnV6eg==' });
  world.fitting.set('AsymmetricDecrypt', { ...sealing, CiphertextBlob: String(CiphertextBlob) });
  const others = { PublicKeyBlob: String(PublicKey), ...wrapping };
  const dataKey = await newKey({});
  world.keep(dataKey);
  world.fitting.set('GenerateAndExportDataKey', { KeyId: dataKey, ...others, NumberOfBytes: '32' });
  const { CiphertextBlob: sealed } = await make(KMS, 'GenerateDataKeyWithoutPlaintext', { KeyId: dataKey });
  world.fitting.set('ExportDataKey', { CiphertextBlob: String(sealed), ...others });
  world.fitting.set('ReEncrypt', { CiphertextBlob: String(sealed), DestinationKeyId: dataKey });
  const { Policy } = await make(KMS, 'GetKeyPolicy', { KeyId: dataKey });
  world.fitting.set('SetKeyPolicy', { KeyId: dataKey, Policy: String(Policy), PolicyName: 'default' });
}

/** A user who signs in, and what a group, a role and a policy with versions are asked about. */
export async function furnishIdentities(world: World, make: Make): Promise<void> {
  const UserName = 'fuzz-signs-in';
  await make(RAM, 'CreateUser', { UserName });
  await make(RAM, 'CreateLoginProfile', { UserName, Password: `${world.secretMark}-Aa1!-fuzz` });
  for (const action of ['GetLoginProfile', 'GetUserMFAInfo']) world.fitting.set(action, { UserName });

  const policy = { PolicyName: 'fuzz-everything', PolicyType: 'Custom' };
  for (const act of ['AttachPolicyTo', 'DetachPolicyFrom']) {
    world.fitting.set(`${act}User`, { ...policy, UserName });
    world.fitting.set(`${act}Group`, { ...policy, GroupName: 'fuzz' });
    world.fitting.set(`${act}Role`, { ...policy, RoleName: 'fuzz' });
  }
  const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'ram:GetUser', Resource: '*' }] };
  const { PolicyName } = policy;
  world.fitting.set('CreatePolicyVersion', { PolicyName, PolicyDocument: JSON.stringify(document) });
  for (const action of ['GetPolicyVersion', 'SetDefaultPolicyVersion']) {
    world.fitting.set(action, { ...policy, VersionId: 'v1' });
  }
}
