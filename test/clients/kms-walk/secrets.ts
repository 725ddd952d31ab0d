/** Secrets. */
import { expect } from 'vitest';
import type { Call } from '../certificate-line.js';
import { codeOf } from '../code-of.js';
import { walkSecretLine } from '../secret-line.js';

export async function walkSecrets(call: Call, name: string): Promise<void> {
  const asked = { PasswordLength: '40', ExcludeCharacters: 'abc', RequireEachIncludedType: 'true' };
  expect((await call('GetRandomPassword', asked)).RandomPassword).toMatch(/^[^abc]{40}$/);
  const SecretName = `${name}/secret`;
  await walkSecretLine(call, SecretName);
  await call('DeleteSecret', { SecretName, ForceDeleteWithoutRecovery: 'true' });
  expect(await codeOf(call('GetSecretValue', { SecretName }))).toBe('Forbidden.ResourceNotFound');
}
