/** The table of kms/keys/lifecycle.ts in the words of this API, for the reference. */
import { type KeyAct, type KeyState, keyActs, keyRules, keyStates } from '../../../kms/keys/lifecycle.js';
import type { Lifecycle } from '../../../spec/lifecycle.js';

const STATES: Readonly<Record<KeyState, string>> = {
  Enabled: 'The key can be used.',
  Disabled: 'Disabled by DisableKey, until EnableKey.',
  PendingDeletion: 'ScheduleKeyDeletion has set the date of its end. Until then CancelKeyDeletion keeps it.',
  PendingImport: 'Of origin EXTERNAL, without material: not imported yet, deleted, or expired.',
  deleted: 'Its date has come, or it never was, or is of another account.',
};

/** Which operations do it. Those that are still planned are added with their pages. */
export const KEY_ACTS: Readonly<Record<KeyAct, { readonly about: string; readonly operations: readonly string[] }>> = {
  work: {
    about: 'Encrypt, decrypt, sign, verify or authenticate',
    operations: [
      'Encrypt',
      'Decrypt',
      'GenerateDataKey',
      'GenerateDataKeyWithoutPlaintext',
      'ReEncrypt',
      'ExportDataKey',
      'GenerateAndExportDataKey',
      'GetPublicKey',
      'AsymmetricSign',
      'AsymmetricVerify',
      'AsymmetricEncrypt',
      'AsymmetricDecrypt',
      'GenerateMac',
      'VerifyMac',
    ],
  },
  'be-shown': {
    about: 'Be shown',
    operations: [
      'DescribeKey',
      'ListKeyVersions',
      'DescribeKeyVersion',
      'ListAliasesByKeyId',
      'ListResourceTags',
      'GetKeyPolicy',
    ],
  },
  'be-described': { about: 'Get another description', operations: ['UpdateKeyDescription'] },
  'be-tagged': {
    about: 'Get and lose tags',
    operations: ['TagResource', 'UntagResource', 'TagResources', 'UntagResources'],
  },
  'get-policy': { about: 'Get a policy of its own', operations: ['SetKeyPolicy'] },
  'be-enabled': { about: 'Be enabled', operations: ['EnableKey'] },
  'be-disabled': { about: 'Be disabled', operations: ['DisableKey'] },
  'be-scheduled-for-deletion': {
    about: 'Be scheduled for deletion, unless it is protected',
    operations: ['ScheduleKeyDeletion'],
  },
  'be-kept': { about: 'Be kept after all', operations: ['CancelKeyDeletion'] },
  'be-protected': { about: 'Be protected from deletion, or not any more', operations: ['SetDeletionProtection'] },
  'get-version': {
    about: 'Get another version, or another policy of rotation',
    operations: ['CreateKeyVersion', 'UpdateRotationPolicy'],
  },
  'get-alias': { about: 'Get a new alias', operations: ['CreateAlias'] },
  'take-alias': { about: 'Take over an alias of another key', operations: ['UpdateAlias'] },
  'get-import-parameters': {
    about: 'Of origin EXTERNAL: get a wrapping key and a token',
    operations: ['GetParametersForImport'],
  },
  'get-material': { about: 'Of origin EXTERNAL: get its material', operations: ['ImportKeyMaterial'] },
  'lose-material': { about: 'Of origin EXTERNAL: lose its material', operations: ['DeleteKeyMaterial'] },
};

export const keyLifecycle: Lifecycle = {
  id: 'keys',
  title: 'Keys',
  about: 'A key is in one state at a time. Operations that only look at keys work in every state.',
  states: keyStates.map(name => ({ name, about: STATES[name] })),
  acts: keyActs.map(act => ({
    ...KEY_ACTS[act],
    cells: keyStates.map(state => {
      const verdict = keyRules[act][state];
      return verdict === 'allowed' ? 'yes' : { refusal: verdict };
    }),
  })),
};
