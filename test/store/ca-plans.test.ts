/** No read of the CA goes through a whole table: what each asks of the database is planned by both of them, and the plans are looked at. */
import { beforeAll, expect, test } from 'vitest';
import type { CertificatePlace, CertificateSearch } from '../../src/ca/certificate-store.js';
import type { Continuation } from '../../src/domain/page.js';
import { type CaRecords, caRecords } from '../../src/store/ca.js';
import { mine, newAuthority, newCertificate, sealed } from './ca-records.js';
import { describeStores } from './each-store.js';
import { isSort, plansOf } from './plans.js';

const now = new Date('2026-03-01T12:00:00Z');
const page = { number: 3, size: 20 };
const after: Continuation<CertificatePlace> = { after: [1_000_000, 1_000_000], size: 20 };

const isFullScan = (step: string): boolean => /^SCAN ca_|Seq Scan on ca_/.test(step);
/** All that an account has, where something else says which rows are meant. */
const isAccountScan = (step: string): boolean =>
  /^SEARCH (?:ca_certificates|certificate|ca_tags|tag|owned) .*\(account_id=\?\)$/.test(step);
describeStores('plans', subject => {
  let ids: string[];
  let authorityId: string;
  beforeAll(async () => {
    const { store } = subject();
    const ca = caRecords(store);
    const issuer = newAuthority();
    authorityId = issuer.id;
    await store.commit(ca.addAuthority(issuer, sealed, [], now));
    const certificates = (['client', 'server', 'custom'] as const).map(kind => newCertificate(issuer.id, { kind }));
    ids = certificates.map(it => it.id);
    for (const it of certificates) await store.commit(ca.addCertificate(it, sealed, [{ key: 'k', value: 'v' }], now));
    await store.commit(ca.revokeCertificate(mine, ids[0] as string, now));
  });

  const searches: readonly [string, () => CertificateSearch][] = [
    ['all', () => ({})],
    ['a CA', () => ({ authorityId })],
    ['a kind', () => ({ kind: 'server' })],
    ['a status', () => ({ status: 'revoked' })],
    ['a CA, a kind and a status', () => ({ authorityId, kind: 'server', status: 'issued' })],
    ['modified', () => ({ modified: { from: now } })],
    ['modified, and all else', () => ({ authorityId, kind: 'server', status: 'issued', modified: { to: now } })],
  ];
  const sorted: readonly [string, (ca: CaRecords) => Promise<unknown>][] = [
    ...searches.flatMap(([name, filter]): [string, (ca: CaRecords) => Promise<unknown>][] => [
      [`certificates: ${name}, a page`, ca => ca.searchCertificates(mine, filter(), page)],
      [`certificates: ${name}, from a token`, ca => ca.searchCertificates(mine, filter(), after)],
    ]),
    ['all certificates', ca => ca.listCertificates(mine, {}, page)],
    ['certificates of a group', ca => ca.listCertificates(mine, { resourceGroupId: 'rg-a' }, page)],
    ['revoked certificates', ca => ca.listRevokedCertificates(mine, page)],
    ['authorities', ca => ca.listAuthorities(mine, {}, page)],
    ['authorities from a token', ca => ca.listAuthorities(mine, { issuingAt: now }, { after: [1_000_000], size: 20 })],
    ['events', ca => ca.listAuthorityEvents(mine, authorityId)],
    ['all tags', ca => ca.labels.listTags(mine, { ids: undefined, tags: [] }, { after: ['a', 'k'], size: 9 })],
  ];
  const others: readonly [string, (ca: CaRecords) => Promise<unknown>][] = [
    ['a certificate', ca => ca.findCertificate(mine, ids[0] as string)],
    ['a certificate with its tags', ca => ca.findCertificateWithTags(mine, ids[0] as string)],
    ['a certificate in a list', ca => ca.listCertificates(mine, { id: ids[0] }, page)],
    ['keys that are held', ca => ca.findHeldKeys(ids)],
    ['tags of each', ca => ca.labels.findTagsOfEach(ids)],
    ['labels of a CA', ca => ca.findAuthorityLabels(mine, ids[0] as string)],
    [
      'tags by value',
      ca => ca.labels.listTags(mine, { ids: undefined, tags: [{ key: 'k', value: 'v' }] }, { size: 9 }),
    ],
    ['what names stand for', ca => ca.labels.find(mine, ids)],
    ['by serial number', ca => ca.findCertificatesOfSerialNumbers(mine, ['01', '02'])],
    ['standings by serial number', ca => ca.findStandingsOfSerialNumbers(mine, ['01', '02'])],
    ['numbers of CAs', ca => ca.instances.findNumbers(mine, ids)],
    [
      'tags of some that have a key and a value',
      ca => {
        const tags = [
          { key: 'k', value: 'v' },
          { key: 'l', value: undefined },
        ];
        return ca.labels.listTags(mine, { ids, tags }, { after: ['a', 'k'], size: 9 });
      },
    ],
    ['standings', ca => ca.findCertificateStandings(mine, ids)],
    ['by number', ca => ca.findCertificateIds(mine, [1, 2])],
    ['a custom identifier', ca => ca.hasCustomIdentifier(mine, 'c')],
    ['an instance', ca => ca.findAuthorityIdOfInstance(mine, 'i')],
    ['the UUID of an instance', ca => ca.findAuthorityIdOfUuid(mine, 'i')],
    ['a quota', ca => ca.findQuota(mine, authorityId)],
    ['how many authorities', ca => ca.countAuthorities(mine)],
    ['what each has issued', ca => ca.instances.countIssuedByEach(mine)],
    ['authorities below', ca => ca.instances.findIdsBelow(authorityId)],
    ['an authority by number', ca => ca.instances.findIdOfNumber(mine, 1)],
    ['authorities below some', ca => ca.listAuthorities(mine, { parentIds: [authorityId] }, page)],
  ];

  test.each([...sorted, ...others])('%s: no table is read whole', async (_name, read) => {
    expect((await plansOf(subject(), store => read(caRecords(store)))).filter(isFullScan)).toEqual([]);
  });

  test.each(others)('%s: SQLite does not look through all of an account', async (_name, read) => {
    if (subject().store.dialect.name === 'sqlite')
      expect((await plansOf(subject(), store => read(caRecords(store)))).filter(isAccountScan)).toEqual([]);
  });

  // PostgreSQL sorts what is little, as everything is here.
  test.each(sorted)('%s: read in its order on SQLite, not sorted', async (_name, read) => {
    if (subject().store.dialect.name === 'sqlite')
      expect((await plansOf(subject(), store => read(caRecords(store)))).filter(isSort)).toEqual([]);
  });
});
