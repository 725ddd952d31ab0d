/** A data key that is kept under a name. */
import { expect } from 'vitest';
import type { Call } from '../certificate-line.js';

export async function walkDataKey(call: Call, DataKeyName: string): Promise<void> {
  const { ManagedDataKeyVersions } = await call('ListManagedDataKeyVersions', { DataKeyName });
  expect(ManagedDataKeyVersions).toMatchObject({ ManagedDataKeyVersion: [{ DataKeyVersionId: expect.any(String) }] });
  const { Plaintext } = await call('GetManagedDataKey', { DataKeyName, UseLatest: true });
  expect(Buffer.from(String(Plaintext), 'base64')).toHaveLength(32);
}
