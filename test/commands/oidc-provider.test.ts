/** `chancery oidc-provider` beside a running server. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { add, list, type ProviderFlags, remove, withProviders } from '../../src/commands/oidc-providers.js';
import { SettingError } from '../../src/settings/setting.js';
import { Scratch } from '../strangers/commands.js';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();
const scratch = new Scratch();

async function run(work: Parameters<typeof withProviders>[1], account = 'main'): Promise<string> {
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await withProviders({ data: server.data, account } as unknown as ProviderFlags, work);
    return print.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    print.mockRestore();
  }
}

const given = { account: 'main', issuer: 'https://ci.example.com', clientId: ['chancery', 'second'] };
const adding = (name: string, changes: Partial<ProviderFlags> = {}) =>
  run((providers, accountId) => add(providers, accountId, name, { ...given, ...changes }));
const removing = (name: string) => run((providers, accountId) => remove(providers, accountId, name));

test('a provider is added, listed and removed', async () => {
  const arn = `acs:ram::${server.accountId}:oidc-provider/ci-1`;
  expect(await adding('ci-1')).toMatch(new RegExp(`^${arn} is there: .*oidc:sub`));
  expect(await run(list)).toBe(`${arn}  https://ci.example.com  chancery,second\n`);
  await expect(adding('ci-1')).rejects.toThrow('There is a provider of this name');
  expect(await removing('ci-1')).toBe(`${arn} is removed.\n`);
  expect(await run(list)).toBe('');
  await expect(removing('ci-1')).rejects.toThrow('There is no provider of this name');
});

const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });

test.each<[string, Partial<ProviderFlags>, RegExp]>([
  ['.ci', {}, /".ci" cannot be the name/],
  ['', {}, /cannot be the name/],
  ['a/b', {}, /cannot be the name/],
  ['ci', { issuer: 'http://ci.example.com' }, /--issuer is an https URL/],
  ['ci', { issuer: 'ci.example.com' }, /--issuer/],
  ['ci', { issuer: 'https://ci.example.com/?tenant=1' }, /--issuer/],
  ['ci', { issuer: 'https://user@ci.example.com' }, /--issuer/],
  ['ci', { issuer: 'https://:secret@ci.example.com' }, /--issuer/],
  ['ci', { issuer: ' https://ci.example.com' }, /--issuer/],
  ['ci', { issuer: 'https://10.0.0.1' }, /--issuer has an address of a private network/],
  ['ci', { clientId: ['a b'] }, /--client-id/],
  ['ci', { clientId: ['a,b'] }, /--client-id/],
  ['ci', { clientId: Array.from({ length: 51 }, (_, index) => `id-${index}`) }, /at most 50 client ids/],
  ['ci', { fingerprint: ['abc'] }, /--fingerprint is a SHA-1/],
  ['ci', { caFile: '/nowhere' }, /--ca-file \/nowhere cannot be used/],
  ['ci', { caFile: scratch.write('no-ca.pem', 'x') }, /--ca-file/],
  ['ci', { keySetFile: scratch.write('no-set.json', '{}') }, /--key-set-file .* list of keys/],
  ['ci', { keySetFile: scratch.write('weak.json', JSON.stringify({ keys: [weak] })) }, /has no key/],
])('%j with %j is refused in a sentence, and nothing is written', async (name, changes, sentence) => {
  const refused = await adding(name, changes).catch((fault: unknown) => fault);
  expect(refused).toBeInstanceOf(SettingError);
  expect((refused as Error).message).toMatch(sentence);
  expect(await run(list)).toBe('');
});

test('an account or a database that is not there is named', async () => {
  await expect(run(list, 'absent')).rejects.toThrow('There is no account "absent"');
  const elsewhere = { data: scratch.path('none'), account: 'main' } as unknown as ProviderFlags;
  await expect(withProviders(elsewhere, list)).rejects.toThrow('There is no ');
});
