import { expect, test } from 'vitest';
import type { OidcProvider } from './oidc-provider.js';
import { SharedFetches } from './shared-fetches.js';

const provider = (changes: Partial<OidcProvider> = {}): OidcProvider => ({
  name: 'ci',
  issuer: 'https://ci.example.com',
  clientIds: [],
  fingerprints: [],
  description: '',
  issuanceLimitHours: 12,
  keySet: undefined,
  caPem: undefined,
  privateAddresses: false,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...changes,
});

test('what was fetched, or failed to be, is answered to all who ask within half a minute', async () => {
  let [now, fetches] = [0, 0];
  const shared = new SharedFetches(
    async ({ issuer }) => {
      fetches++;
      if (issuer.includes('absent')) throw new Error('no answer');
      return `${fetches}`;
    },
    () => now,
  );
  expect(await Promise.all(Array.from({ length: 8 }, () => shared.get(provider())))).toEqual(Array(8).fill('1'));
  now = 29_999;
  // Another account may have registered the same issuer.
  expect(await shared.get(provider({ name: 'other', createdAt: new Date(1), clientIds: ['x'] }))).toBe('1');
  now = 30_000;
  expect(await shared.get(provider())).toBe('2');
  // Trusted otherwise, it is asked otherwise.
  expect(await shared.get(provider({ caPem: 'pem' }))).toBe('3');
  expect(await shared.get(provider({ privateAddresses: true }))).toBe('4');
  expect(await shared.get(provider({ fingerprints: ['00'] }))).toBe('5');
  const absent = provider({ issuer: 'https://absent.example.com' });
  for (let n = 0; n < 3; n++) await expect(shared.get(absent)).rejects.toThrow('no answer');
  expect(fetches).toBe(6);
});

test('it keeps a hundred', async () => {
  let fetches = 0;
  const shared = new SharedFetches(
    async () => `${fetches++}`,
    () => 0,
  );
  const nth = (n: number) => shared.get(provider({ issuer: `https://${n}.example.com` }));
  for (let n = 0; n < 101; n++) await nth(n);
  await nth(100);
  expect(fetches).toBe(101);
  await nth(0);
  expect(fetches).toBe(102);
});
