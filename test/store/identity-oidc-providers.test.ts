import { beforeAll, expect, test } from 'vitest';
import { OidcProviders } from '../../src/identity/federation/oidc-providers.js';
import { describeStores } from './each-store.js';
import { GivenIdentities } from './given-identities.js';

const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-02T12:00:00Z');

describeStores('OIDC providers', subject => {
  let given: GivenIdentities;
  let providers: OidcProviders;
  beforeAll(async () => {
    given = await GivenIdentities.in(subject().store);
    providers = new OidcProviders(given.records.oidcProviders);
  });

  const accountId = () => given.account;
  const make = async (name: string, more = {}) => {
    const { change } = providers.create(accountId(), { name, issuer: 'https://ci.example.com', ...more }, now);
    await given.store.commit(change);
  };

  test('are kept whole, and found in any case', async () => {
    const whole = {
      name: 'Ci',
      issuer: 'https://10.0.0.1',
      clientIds: ['a', 'b'],
      fingerprints: ['00'.repeat(20)],
      description: 'Jobs',
      issuanceLimitHours: 6,
      keySet: '{"keys":[]}',
      caPem: 'PEM',
      privateAddresses: true,
    };
    await make('Ci', whole);
    expect(await providers.get(accountId(), 'cI')).toEqual({ ...whole, createdAt: now, updatedAt: now });
    await expect(make('CI')).rejects.toMatchObject({ reason: 'oidc-provider-exists' });
  });

  test('those of earlier versions have the name that they were found by, no description and twelve hours', async () => {
    const { sql, parameters } = given.store.db
      .insertInto('ram_oidc_providers')
      .values({
        account_id: accountId(),
        name: 'old',
        issuer: 'https://old.example.com',
        client_ids: '["a"]',
        fingerprints: '[]',
        private_addresses: 0,
        created_at: now.getTime(),
        updated_at: now.getTime(),
      } as never)
      .compile();
    await given.store.commit([{ sql, parameters }]);
    expect(await providers.get(accountId(), 'OLD')).toMatchObject({
      name: 'old',
      description: '',
      issuanceLimitHours: 12,
    });
  });

  test('two changes at once do not undo each other', async () => {
    await make('raced', { clientIds: ['a'] });
    const first = await providers.add(accountId(), 'raced', 'clientIds', 'b', later);
    const second = await providers.add(accountId(), 'RACED', 'clientIds', 'c', later);
    await given.store.commit(first.change);
    await expect(given.store.commit(second.change)).rejects.toMatchObject({ reason: 'oidc-provider-raced' });
    expect(await providers.get(accountId(), 'raced')).toEqual(first.provider);
    expect(first.provider).toMatchObject({ clientIds: ['a', 'b'], createdAt: now, updatedAt: later });
    const late = await providers.remove(accountId(), 'raced', 'clientIds', 'a', later);
    await given.store.commit(providers.delete(accountId(), 'Raced'));
    await expect(given.store.commit(late.change)).rejects.toMatchObject({ reason: 'oidc-provider-raced' });
    await expect(given.store.commit(providers.delete(accountId(), 'raced'))).rejects.toMatchObject({
      reason: 'oidc-provider-missing',
    });
  });

  test('an address of a private network is for the administrator to allow', async () => {
    for (const more of [{}, { privateAddresses: false }]) {
      await expect(make('private', { issuer: 'https://[::1]', ...more })).rejects.toMatchObject({
        reason: 'oidc-issuer-private',
      });
    }
    await make('allowed', { issuer: 'https://[::1]', privateAddresses: true });
    await make('never-asked', { issuer: 'https://[::1]', keySet: '{"keys":[]}' });
  });

  test('are as many as are left room for, also where calls come at once', async () => {
    const { records, store } = given;
    const one = (name: string) => ({ name, issuer: 'https://ci.example.com' });
    const there = (await providers.list(accountId(), { size: 100 })).items.length;
    const adding = ['l1', 'l2', 'l3'].map(name =>
      store.commit(
        records.oidcProviders.addOidcProvider(
          accountId(),
          providers.create(accountId(), one(name), now).provider,
          there + 1,
        ),
      ),
    );
    const settled = await Promise.allSettled(adding);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await providers.list(accountId(), { size: 100 })).items).toHaveLength(there + 1);
  });
});
