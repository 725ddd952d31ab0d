/** The store of the CA (ca/store.ts says what each member promises). */

import type { InstanceStore } from '../ca/instance-store.js';
import type { LabelStore } from '../ca/label-store.js';
import type { PendingStore } from '../ca/pending-store.js';
import type {
  Authority,
  AuthorityEvent,
  AuthorityOrigin,
  Certificate,
  CertificateStanding,
  CertificateStatus,
  Labels,
  NewAuthority,
  NewCertificate,
  Quota,
  Room,
  Standing,
  StoredKey,
} from '../ca/records.js';
import type { IssuerReason } from '../ca/refusals.js';
import type {
  AuthorityFilter,
  AuthorityPlace,
  CaStore,
  CertificateFilter,
  CertificatePlace,
  CertificateSearch,
} from '../ca/store.js';
import type { Change } from '../domain/change.js';
import type { Page, PageOf, Part, PartOf } from '../domain/page.js';
import type { Tag } from '../domain/tags.js';
import { listAuthorities } from './ca/authority-lists.js';
import { findHeldKeys, listCertificates, searchCertificates } from './ca/certificate-lists.js';
import { addAuthority, addCertificate } from './ca/changes.js';
import { deleteAuthority, deleteCertificate } from './ca/deletions.js';
import { instanceTables } from './ca/instances.js';
import { labelTables } from './ca/labels.js';
import { findAuthorityLabels, findCertificateLabels } from './ca/labels-of-one.js';
import {
  findCertificateIds,
  listAuthorityEvents,
  listRevokedCertificates,
  markUploaded,
} from './ca/lifecycle-lists.js';
import { pendingTables } from './ca/pending.js';
import { findQuota } from './ca/quota.js';
import { RevocationTables } from './ca/revocation-tables.js';
import { revokeAuthority, revokeCertificate } from './ca/revocations.js';
import {
  authorityColumns,
  certificateColumns,
  standingColumns,
  toAuthority,
  toCertificate,
  toStanding,
} from './ca/rows.js';
import { takeSerialNumber } from './ca/serial-numbers.js';
import { findCertificatesOfSerialNumbers, findStandings, findStandingsOfSerialNumbers } from './ca/standings.js';
import { findTags, findTagsOfEach } from './ca/tags.js';
import { hotStatement } from './hot-statements.js';
import type { Store } from './store.js';

interface Key {
  readonly accountId: string;
  readonly id: string;
}

const standingOfAuthority = hotStatement((db, { accountId, id }: Key) =>
  db.selectFrom('ca_authorities').select(standingColumns).where('id', '=', id).where('account_id', '=', accountId),
);

const authoritiesOfName = hotStatement((db, { accountId, nameKey }: { accountId: string; nameKey: string }) =>
  db
    .selectFrom('ca_authorities')
    .select('origin')
    .distinct()
    .where('account_id', '=', accountId)
    .where('name_key', '=', nameKey),
);

const certificateById = hotStatement((db, { accountId, id }: Key) =>
  db.selectFrom('ca_certificates').select(certificateColumns).where('id', '=', id).where('account_id', '=', accountId),
);

const keyOfCertificate = hotStatement((db, { accountId, id }: Key) =>
  db
    .selectFrom('ca_certificates')
    .select(['resource_group_id', 'sealed_key', 'status', 'not_after'])
    .where('id', '=', id)
    .where('account_id', '=', accountId),
);

export class CaRecords implements CaStore {
  readonly labels: LabelStore;
  readonly instances: InstanceStore;
  readonly pending: PendingStore;
  readonly revocation: RevocationTables;

  constructor(private readonly store: Store) {
    this.labels = labelTables(store);
    this.instances = instanceTables(store);
    this.pending = pendingTables(store);
    this.revocation = new RevocationTables(store);
  }

  async findAuthority(accountId: string, id: string): Promise<Authority | undefined> {
    const row = await this.store.db
      .selectFrom('ca_authorities')
      .select(authorityColumns)
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    return row && toAuthority(row);
  }

  async findAuthorityStanding(accountId: string, id: string): Promise<Standing | undefined> {
    const [row] = await standingOfAuthority.rows(this.store, { accountId, id });
    return row && toStanding(row);
  }

  async findAuthorityCertificate(id: string): Promise<Buffer | undefined> {
    const row = await this.store.db
      .selectFrom('ca_authorities')
      .select('certificate_der')
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.certificate_der;
  }

  async findAuthorityKey(accountId: string, id: string): Promise<Buffer | undefined> {
    const row = await this.store.db
      .selectFrom('ca_authorities')
      .select('sealed_key')
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    return row?.sealed_key.length ? row.sealed_key : undefined;
  }

  async findAuthorityIdOfInstance(accountId: string, instanceId: string): Promise<string | undefined> {
    const row = await this.store.db
      .selectFrom('ca_authorities')
      .select('id')
      .where('instance_id', '=', instanceId)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    return row?.id;
  }

  async findAuthorityIdOfUuid(accountId: string, instanceUuid: string): Promise<string | undefined> {
    const row = await this.store.db
      .selectFrom('ca_authorities')
      .select('id')
      .where('instance_uuid', '=', instanceUuid)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    return row?.id;
  }

  async hasAuthorityOfName(accountId: string, nameKey: string, origin?: AuthorityOrigin): Promise<boolean> {
    const rows = await authoritiesOfName.rows(this.store, { accountId, nameKey });
    return rows.some(row => origin === undefined || row.origin === origin);
  }

  listAuthorities(
    accountId: string,
    filter: AuthorityFilter,
    part: Part<AuthorityPlace>,
  ): Promise<PartOf<Authority, AuthorityPlace>> {
    return listAuthorities(this.store, accountId, filter, part);
  }

  async countAuthorities(accountId: string): Promise<number> {
    const { total } = await this.store.db
      .selectFrom('ca_authorities')
      .select(it => it.fn.countAll<number>().as('total'))
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow();
    return total;
  }

  findQuota(accountId: string, authorityId: string): Promise<Quota | undefined> {
    return findQuota(this.store, accountId, authorityId);
  }

  async findCertificate(accountId: string, id: string): Promise<Certificate | undefined> {
    const [row] = await certificateById.rows(this.store, { accountId, id });
    return row && toCertificate(row);
  }

  async findCertificateKey(accountId: string, id: string): Promise<StoredKey | undefined> {
    const [row] = await keyOfCertificate.rows(this.store, { accountId, id });
    return (
      row && {
        resourceGroupId: row.resource_group_id,
        sealedKey: row.sealed_key ?? undefined,
        status: row.status as CertificateStatus,
        notAfter: new Date(row.not_after),
      }
    );
  }

  async hasCustomIdentifier(accountId: string, customIdentifier: string): Promise<boolean> {
    const row = await this.store.db
      .selectFrom('ca_certificates')
      .select('number')
      .where('account_id', '=', accountId)
      .where('custom_identifier', '=', customIdentifier)
      .executeTakeFirst();
    return row !== undefined;
  }

  listCertificates(
    accountId: string,
    filter: CertificateFilter,
    part: Part<CertificatePlace>,
  ): Promise<PartOf<Certificate, CertificatePlace>> {
    return listCertificates(this.store, accountId, filter, part);
  }

  searchCertificates(
    accountId: string,
    search: CertificateSearch,
    part: Part<CertificatePlace>,
  ): Promise<PartOf<Certificate, CertificatePlace>> {
    return searchCertificates(this.store, accountId, search, part);
  }

  findTags(id: string): Promise<readonly Tag[]> {
    return findTags(this.store, id);
  }

  findAuthorityLabels(accountId: string, id: string): Promise<Labels | undefined> {
    return findAuthorityLabels(this.store, { accountId, id });
  }

  findCertificateLabels(accountId: string, id: string): Promise<Labels | undefined> {
    return findCertificateLabels(this.store, { accountId, id });
  }

  findTagsOfEach(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>> {
    return findTagsOfEach(this.store, ids);
  }

  findHeldKeys(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return findHeldKeys(this.store, ids);
  }

  addAuthority(
    authority: NewAuthority,
    sealedKey: Buffer | undefined,
    tags: readonly Tag[],
    now: Date,
  ): Change<IssuerReason> {
    return addAuthority(this.store, authority, sealedKey, tags, now);
  }

  addCertificate(
    certificate: NewCertificate,
    sealedKey: Buffer | undefined,
    tags: readonly Tag[],
    now: Date,
    room?: Room,
  ): Change<IssuerReason | 'custom-identifier-exists'> {
    return addCertificate(this.store, certificate, sealedKey, tags, now, room);
  }

  listRevokedCertificates(accountId: string, page: Page): Promise<PageOf<Certificate>> {
    return listRevokedCertificates(this.store, accountId, page);
  }

  findCertificateStandings(accountId: string, ids: readonly string[]): Promise<readonly CertificateStanding[]> {
    return findStandings(this.store, accountId, ids);
  }

  findStandingsOfSerialNumbers(
    accountId: string,
    serialNumbers: readonly string[],
  ): Promise<readonly CertificateStanding[]> {
    return findStandingsOfSerialNumbers(this.store, accountId, serialNumbers);
  }

  findCertificatesOfSerialNumbers(
    accountId: string,
    serialNumbers: readonly string[],
  ): Promise<readonly Certificate[]> {
    return findCertificatesOfSerialNumbers(this.store, accountId, serialNumbers);
  }

  findCertificateIds(accountId: string, numbers: readonly number[]): Promise<readonly string[]> {
    return findCertificateIds(this.store, accountId, numbers);
  }

  listAuthorityEvents(accountId: string, authorityId: string): Promise<readonly AuthorityEvent[]> {
    return listAuthorityEvents(this.store, accountId, authorityId);
  }

  deleteCertificate(accountId: string, id: string): Change<'certificate-not-revoked'> {
    return deleteCertificate(this.store, accountId, id);
  }

  deleteAuthority(accountId: string, id: string, now: Date): Change<'authority-missing' | 'authority-has-issued'> {
    return deleteAuthority(this.store, accountId, id, now);
  }

  markUploaded(accountId: string, ids: readonly string[], now: Date): Change<'certificate-missing'> {
    return markUploaded(this.store, accountId, ids, now);
  }

  revokeCertificate(accountId: string, id: string, now: Date): Change<'certificate-not-revocable'> {
    return revokeCertificate(this.store, accountId, id, now);
  }

  revokeAuthority(accountId: string, id: string, now: Date): Change<'authority-not-revocable'> {
    return revokeAuthority(this.store, accountId, id, now);
  }

  takeSerialNumber(authorityId: string, serialNumber: string): Change<'serial-number-taken'> {
    return takeSerialNumber(this.store, authorityId, serialNumber);
  }
}
