/** The table of kms/keys/lifecycle.ts against the page and against the server, cell by cell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyRefusals } from '../../../../src/api/kms/keys/errors.js';
import { type KeyAct, type KeyState, keyActs, keyRules, keyStates } from '../../../../src/kms/keys/lifecycle.js';
import { useTestServer } from '../../../use-test-server.js';
import { MATERIAL, makeImported, WRAPPING, wrapped } from '../import/import-calls.js';
import { kms, kmsOk } from '../kms-calls.js';
import { DAY_MS, makeKey } from './key-calls.js';
import { makePair, onlyVersion, publicKeyOf } from './pair-calls.js';

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date() });

/** `yes`, or the code of the error. */
async function outcome(action: string, parameters: Record<string, unknown>): Promise<string> {
  const { status, body } = await kms(server.root, action, parameters, { date: clock });
  return status === 200 ? 'yes' : String(body.Code);
}

const expected = (act: KeyAct, state: KeyState): string => {
  const verdict = keyRules[act][state];
  return verdict === 'allowed' ? 'yes' : keyRefusals[verdict];
};

test('the page has the table of the code', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/wire/kms.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ([\w-]+) \| (.+) \|$/gm)].filter(([, act]) => act! in keyRules);
  const states = keyStates.filter(state => state !== 'deleted');
  const shown = rows.map(([, act, cells = '']) => [act, ...cells.split(' | ').map(it => it.replaceAll('`', ''))]);
  expect(shown).toEqual(keyActs.map(act => [act, ...states.map(state => expected(act, state))]));
});

/** What a key is made with: acts with material are for those whose material is imported. */
type Make = () => Promise<{ readonly KeyId: string }>;
const made = (KeySpec: string) => () => makeKey(server.root, { KeySpec });
const imported = () => makeImported(server.root);

const IN_STATE: Readonly<Record<KeyState, (make: Make, KeySpec: string) => Promise<string>>> = {
  Enabled: async make => (await make()).KeyId,
  Disabled: async make => {
    const { KeyId } = await make();
    await kmsOk(server.root, 'DisableKey', { KeyId });
    return KeyId;
  },
  PendingDeletion: async make => {
    const { KeyId } = await make();
    await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    return KeyId;
  },
  PendingImport: async (_make, KeySpec) => (await makeKey(server.root, { KeySpec, Origin: 'EXTERNAL' })).KeyId,
  deleted: async make => {
    const { KeyId } = await make();
    await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    clock = new Date(Date.now() + 7 * DAY_MS + 1000);
    return KeyId;
  },
};

let aliases = 0;
const newAlias = () => `alias/lifecycle-${++aliases}`;

/** An alias of another key. */
async function othersAlias(): Promise<string> {
  const AliasName = newAlias();
  const { KeyId } = await makeKey(server.root);
  await kmsOk(server.root, 'CreateAlias', { AliasName, KeyId });
  return AliasName;
}

/** What the key takes, or what no key does where it is too late to ask for a token. */
async function material(KeyId: string): Promise<object> {
  const asked = await kms(server.root, 'GetParametersForImport', { KeyId, ...WRAPPING }, { date: clock });
  if (asked.status !== 200) return { ImportToken: 'AAAA', EncryptedKeyMaterial: 'AAAA' };
  return wrapped(server.root, KeyId, MATERIAL);
}

const POLICY = JSON.stringify({
  Version: '1',
  Statement: [
    { Effect: 'Allow', Principal: { RAM: ['acs:ram::1000000000000001:*'] }, Action: ['kms:*'], Resource: ['*'] },
  ],
});

/** What the operations of an act answer, all alike. */
const OPERATIONS: Readonly<Record<KeyAct, Readonly<Record<string, object | ((KeyId: string) => Promise<object>)>>>> = {
  work: { Encrypt: { Plaintext: 'p' }, GenerateDataKey: {}, GenerateDataKeyWithoutPlaintext: {} },
  'be-shown': { DescribeKey: {}, ListKeyVersions: {}, ListAliasesByKeyId: {}, ListResourceTags: {}, GetKeyPolicy: {} },
  'be-described': { UpdateKeyDescription: { Description: 'other' } },
  'be-tagged': { TagResource: { Tags: '[{"TagKey":"a"}]' }, UntagResource: { TagKeys: '["a"]' } },
  'get-policy': { SetKeyPolicy: { Policy: POLICY } },
  'be-enabled': { EnableKey: {} },
  'be-disabled': { DisableKey: {} },
  'be-scheduled-for-deletion': { ScheduleKeyDeletion: { PendingWindowInDays: 7 } },
  'be-kept': { CancelKeyDeletion: {} },
  'be-protected': { SetDeletionProtection: { EnableDeletionProtection: true } },
  'get-version': { UpdateRotationPolicy: { EnableAutomaticRotation: false } },
  'get-alias': { CreateAlias: async () => ({ AliasName: newAlias() }) },
  'take-alias': { UpdateAlias: async () => ({ AliasName: await othersAlias() }) },
  'get-import-parameters': { GetParametersForImport: WRAPPING },
  'get-material': { ImportKeyMaterial: material },
  'lose-material': { DeleteKeyMaterial: {} },
};

const ABOUT_MATERIAL: ReadonlySet<KeyAct> = new Set(['get-import-parameters', 'get-material', 'lose-material']);

describe.each(keyStates)('a key that is %s', state => {
  test.each(keyActs)('%s', async act => {
    try {
      for (const [action, parameters] of Object.entries(OPERATIONS[act])) {
        clock = undefined;
        const make = ABOUT_MATERIAL.has(act) ? imported : made('Aliyun_AES_256');
        // What an act takes from elsewhere is made before the clock is turned on.
        const early = typeof parameters === 'function' && !ABOUT_MATERIAL.has(act) ? await parameters('') : undefined;
        const KeyId = await IN_STATE[state](make, 'Aliyun_AES_256');
        const given = early ?? (typeof parameters === 'function' ? await parameters(KeyId) : parameters);
        expect([action, await outcome(action, { KeyId, ...given })]).toEqual([action, expected(act, state)]);
      }
    } finally {
      clock = undefined;
    }
  });

  test('CreateKeyVersion, of a pair', async () => {
    const KeyId = await IN_STATE[state](made('EC_P256'), 'EC_P256');
    clock ??= new Date(Date.now() + 7 * DAY_MS - 10_000);
    try {
      // Too young by ten seconds: allowed by the state, and refused by its age.
      const allowed =
        expected('get-version', state) === 'yes' ? 'Rejected.UnsupportedOperation' : expected('get-version', state);
      expect(await outcome('CreateKeyVersion', { KeyId })).toBe(allowed);
    } finally {
      clock = undefined;
    }
  });
});

test.each(['Disabled', 'PendingDeletion', 'deleted'] as const)(
  'what a key encrypted is not decrypted while it is %s',
  async state => {
    const { KeyId } = await makeKey(server.root);
    const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p' });
    expect(await outcome('Decrypt', { CiphertextBlob })).toBe('yes');
    try {
      if (state === 'Disabled') await kmsOk(server.root, 'DisableKey', { KeyId });
      else await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
      if (state === 'deleted') clock = new Date(Date.now() + 7 * DAY_MS + 1000);
      expect(await outcome('Decrypt', { CiphertextBlob })).toBe(expected('work', state));
    } finally {
      clock = undefined;
    }
  },
);

/** What works with a pair or a MAC key, and what it is given beside the key. A version that is not there stands for that of a key that has none. */
const OTHER_WORK: readonly (readonly [action: string, KeySpec: string, KeyUsage: string, parameters: object])[] = [
  ['AsymmetricSign', 'EC_P256', 'SIGN/VERIFY', { Algorithm: 'ECDSA_SHA_256', Digest: base64(32) }],
  ['AsymmetricVerify', 'EC_P256', 'SIGN/VERIFY', { Algorithm: 'ECDSA_SHA_256', Digest: base64(32), Value: base64(70) }],
  ['GetPublicKey', 'EC_P256', 'SIGN/VERIFY', {}],
  ['AsymmetricEncrypt', 'EC_SM2', 'ENCRYPT/DECRYPT', { Algorithm: 'SM2PKE', Plaintext: base64(8) }],
  ['GenerateMac', 'HMAC_SHA_256', 'GENERATE/VERIFY', { Algorithm: 'HMAC_SHA_256', Message: base64(8) }],
  ['VerifyMac', 'HMAC_SHA_256', 'GENERATE/VERIFY', { Algorithm: 'HMAC_SHA_256', Message: base64(8), Mac: base64(32) }],
];

function base64(octets: number): string {
  return Buffer.alloc(octets, 1).toString('base64');
}

describe.each(keyStates)('a pair or a key of MACs that is %s', state => {
  test.each(OTHER_WORK)('%s with %s', async (action, KeySpec, KeyUsage, parameters) => {
    clock = undefined;
    try {
      const key = state === 'PendingImport' ? { KeySpec, KeyUsage, Origin: 'EXTERNAL' } : { KeySpec, KeyUsage };
      const { KeyId } = await makeKey(server.root, key);
      const KeyVersionId = (await onlyVersion(server.root, KeyId)) || '86a9efd9-3d16-4894-bd4f-1fc43f3f2abf';
      await IN_STATE[state === 'PendingImport' ? 'Enabled' : state](async () => ({ KeyId }), KeySpec);
      const version = action.endsWith('Mac') ? {} : { KeyVersionId };
      expect(await outcome(action, { KeyId, ...version, ...parameters })).toBe(expected('work', state));
    } finally {
      clock = undefined;
    }
  });
});

describe.each(keyStates.filter(it => it !== 'PendingImport'))(
  'a key whose ciphertexts are there and that is %s',
  state => {
    test('AsymmetricDecrypt, ExportDataKey, GenerateAndExportDataKey, and ReEncrypt from it and to it', async () => {
      const owner = server.root;
      const pair = await makePair(owner, 'EC_SM2', 'ENCRYPT/DECRYPT');
      const encrypted = await kmsOk(owner, 'AsymmetricEncrypt', { ...pair, Algorithm: 'SM2PKE', Plaintext: base64(8) });
      const { KeyId } = await makeKey(owner);
      const other = await makeKey(owner);
      const { CiphertextBlob } = await kmsOk(owner, 'GenerateDataKey', { KeyId });
      const ofOther = await kmsOk(owner, 'GenerateDataKey', { KeyId: other.KeyId });
      const wrapping = await makePair(owner, 'EC_SM2', 'ENCRYPT/DECRYPT');
      const { der } = await publicKeyOf(owner, wrapping);
      const exported = {
        WrappingKeySpec: 'EC_SM2',
        WrappingAlgorithm: 'SM2PKE',
        PublicKeyBlob: der.toString('base64'),
      };
      try {
        for (const id of [KeyId, pair.KeyId]) {
          await IN_STATE[state === 'deleted' ? 'PendingDeletion' : state](async () => ({ KeyId: id }), '');
        }
        if (state === 'deleted') clock = new Date(Date.now() + 7 * DAY_MS + 1000);
        for (const [action, parameters] of [
          ['AsymmetricDecrypt', { ...pair, Algorithm: 'SM2PKE', CiphertextBlob: encrypted.CiphertextBlob }],
          ['ExportDataKey', { CiphertextBlob, ...exported }],
          ['GenerateAndExportDataKey', { KeyId, ...exported }],
          ['ReEncrypt', { CiphertextBlob, DestinationKeyId: other.KeyId }],
          ['ReEncrypt', { CiphertextBlob: ofOther.CiphertextBlob, DestinationKeyId: KeyId }],
        ] as const) {
          expect([action, await outcome(action, parameters)]).toEqual([action, expected('work', state)]);
        }
      } finally {
        clock = undefined;
      }
    });
  },
);

test.each(keyStates.filter(it => it !== 'PendingImport'))(
  'DescribeKeyVersion and DeleteAlias of a key that is %s',
  async state => {
    const { KeyId } = await makeKey(server.root);
    const AliasName = newAlias();
    await kmsOk(server.root, 'CreateAlias', { KeyId, AliasName });
    const KeyVersionId = await onlyVersion(server.root, KeyId);
    try {
      await IN_STATE[state](async () => ({ KeyId }), '');
      expect(await outcome('DescribeKeyVersion', { KeyId, KeyVersionId })).toBe(expected('be-shown', state));
      // An alias goes in every state of its key, also where a job is still to delete the key.
      expect(await outcome('DeleteAlias', { AliasName })).toBe('yes');
    } finally {
      clock = undefined;
    }
  },
);
