/**
 * Fills a store by the program's own domain code, so that what is there is what a server would have left: real keys, real signatures,
 * real rows. What a call adds around it (signature, permission, audit record) is left out. Certificates are made here, keys and secrets
 * in kms-filling.ts.
 */

import { type Ca, openCa } from '../../src/ca/ca.js';
import type { AskedCertificate } from '../../src/ca/issue-certificate.js';
import { findAlgorithm } from '../../src/crypto/algorithms.js';
import { serverItself } from '../../src/domain/requester.js';
import { createAccount } from '../../src/identity/accounts/accounts.js';
import { ensureAccount } from '../../src/identity/accounts/first-start.js';
import { randomIdentifiers } from '../../src/identity/identifiers.js';
import type { Seal } from '../../src/seal/seal.js';
import { openKeyFileSeal } from '../../src/seal/seal-check.js';
import { caRecords } from '../../src/store/ca.js';
import { identityStore } from '../../src/store/identity.js';
import { openStore } from '../../src/store/open-store.js';
import { StoredSettings } from '../../src/store/settings.js';
import type { Store } from '../../src/store/store.js';
import { fillKms } from './kms-filling.js';
import {
  type Branch,
  CUSTOM_EVERY,
  EXPIRED_EVERY,
  GROUPED_EVERY,
  isOneOf,
  population,
  type Size,
  TAGGED_EVERY,
} from './population.js';

/** Certificates that are made side by side and committed together; only their keys are in memory at once. */
const BATCH = 512;
const DAY_MS = 86_400_000;
const curve = findAlgorithm('ECC_256')!;

export interface FillSettings {
  readonly data: string;
  /** A postgres:// URL; SQLite in the data directory if absent. */
  readonly storeUrl?: string | undefined;
  readonly size: Size;
  /** Told after each batch how many certificates, keys and versions of secrets there are. */
  readonly onProgress: (made: number) => void;
}

interface Filling {
  readonly store: Store;
  readonly seal: Seal;
  readonly ca: Ca;
}

/** Makes accounts and what they hold. The server must not be running on a SQLite store meanwhile. */
export async function fill(settings: FillSettings): Promise<void> {
  const store = await openStore(
    settings.storeUrl ? { url: settings.storeUrl } : { sqliteFile: `${settings.data}/chancery.db` },
  );
  try {
    await store.migrate();
    const seal = await openKeyFileSeal(settings.data, new StoredSettings(store));
    const ca = openCa(caRecords(store), seal, { publicUrl: () => 'http://127.0.0.1:8088' });
    await fillAccounts({ store, seal, ca }, settings);
  } finally {
    await store.close();
  }
}

async function fillAccounts(filling: Filling, { data, size, onProgress }: FillSettings): Promise<void> {
  const { store, seal } = filling;
  const identities = identityStore(store);
  let made = 0;
  const onMade = (count: number) => {
    made += count;
    onProgress(made);
  };
  for (const [number, account] of population(size).entries()) {
    const accountId =
      number === 0
        ? (await ensureAccount(identities, seal, { dataDir: data, now: new Date() })).id
        : (await createAccount(identities, seal, randomIdentifiers, `filled-${number}`, new Date())).accountId;
    for (const branch of account.branches) await fillBranch(filling, accountId, branch, onMade);
    await fillKms({ store, seal, onMade }, accountId, account);
  }
}

/** A root, a sub CA below it and what that issued, in an order that mixes states as time would. */
async function fillBranch(filling: Filling, accountId: string, branch: Branch, onMade: (count: number) => void) {
  const { store, ca } = filling;
  // Old enough that some of what it issued has expired.
  const past = new Date(Date.now() - 800 * DAY_MS);
  const names = { organization: 'Filled', organizationUnit: branch.name, locality: 'Hangzhou', state: 'Zhejiang' };
  const common = { algorithm: curve, years: 20, resourceGroupId: undefined, tags: [] };
  const root = await ca.authorities.createRoot(
    accountId,
    { ...common, subject: { ...names, country: 'CN', commonName: `${branch.name} root` } },
    past,
    serverItself,
  );
  await store.commit(root.change);
  const sub = await ca.authorities.createSub(
    accountId,
    {
      ...common,
      subject: { ...names, country: 'CN', commonName: branch.name },
      parentId: root.id,
      pathLength: 0,
      purposes: [],
      crlEnabled: true,
      crlDays: 30,
      certificateMaxDays: undefined,
    },
    past,
    serverItself,
  );
  await store.commit(sub.change);

  for (let first = 0; first < branch.certificates; first += BATCH) {
    const count = Math.min(BATCH, branch.certificates - first);
    const made = await Promise.all(
      Array.from({ length: count }, (_, i) => issueOne(filling, accountId, sub.id, branch, first + i, past)),
    );
    await store.commit(made.flatMap(({ change }) => change));
    const revoked = made.filter((_, i) => isOneOf(branch.revokedEvery, first + i));
    const tables = caRecords(store);
    const changes = revoked.map(({ issued }) => tables.revokeCertificate(accountId, issued.id, new Date()));
    if (changes.length > 0) await store.commit(changes.flat());
    onMade(count);
  }
}

function issueOne({ ca }: Filling, accountId: string, authorityId: string, branch: Branch, number: number, past: Date) {
  const isServer = number % 2 === 1;
  const asked: AskedCertificate = {
    kind: isServer ? 'server' : 'client',
    authorityId,
    subject: { commonName: `${branch.name.toLowerCase()}-${number}.example.com` },
    validity: { days: 365 },
    algorithm: curve,
    withCrl: true,
    customIdentifier: isOneOf(CUSTOM_EVERY, number) ? `${branch.name}.${number}` : undefined,
    resourceGroupId: isOneOf(GROUPED_EVERY, number) ? 'rg-filled' : undefined,
    tags: isOneOf(TAGGED_EVERY, number) ? [{ key: 'team', value: `team-${number % 7}` }] : [],
  };
  // Those with odd numbers have expired: a CA that revokes every second revokes the others, and they are all on its list.
  const now = isOneOf(EXPIRED_EVERY, number + 1) ? past : new Date();
  return ca.certificates.issue(accountId, asked, now, serverItself);
}
