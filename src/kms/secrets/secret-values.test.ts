import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { KeyFileSeal } from '../../seal/key-file.js';
import type { Encryption } from '../keys/encryption.js';
import { LONGEST_VALUE_BYTES, type SecretVersion } from './secret.js';
import { SecretValues } from './secret-values.js';

const now = new Date();
const secret = { accountId: '1', id: 'a', encryptionKeyId: undefined };

/** How often the seal is asked for values of a secret without a key of its own. */
function counted() {
  const seal = new KeyFileSeal({ current: 1, keys: new Map([[1, randomBytes(32)]]) });
  return { values: new SecretValues(seal, {} as Encryption), unwrap: vi.spyOn(seal, 'unwrap') };
}

async function stored(values: SecretValues, value: string): Promise<SecretVersion> {
  const sealedValue = await values.close(secret, 'v1', value, undefined);
  return { secretId: secret.id, id: 'v1', number: 1, createdAt: now, dataType: 'text', sealedValue };
}

test('a value is unsealed once, and who reads it wipes a copy', async () => {
  const { values, unwrap } = counted();
  const version = await stored(values, 'secret');
  for (let i = 0; i < 3; i++) {
    const opened = await values.open(secret, version, now);
    expect(opened.toString()).toBe('secret');
    opened.fill(0);
  }
  expect(unwrap).toHaveBeenCalledTimes(1);
});

test('another value under the same id is read as it is stored now', async () => {
  const { values } = counted();
  expect((await values.open(secret, await stored(values, 'old'), now)).toString()).toBe('old');
  expect((await values.open(secret, await stored(values, 'new'), now)).toString()).toBe('new');
});

test('a long value does not stay open', async () => {
  const { values, unwrap } = counted();
  const version = await stored(values, 'x'.repeat(LONGEST_VALUE_BYTES));
  for (let i = 0; i < 2; i++) expect(await values.open(secret, version, now)).toHaveLength(LONGEST_VALUE_BYTES);
  expect(unwrap).toHaveBeenCalledTimes(2);
});
