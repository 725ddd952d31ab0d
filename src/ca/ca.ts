/** The certificate authority as the rest of the server sees it. */
import { generateKeyPair } from '../crypto/keys.js';
import { Markers } from '../seal/markers.js';
import type { Seal } from '../seal/seal.js';
import { Authorities } from './authorities.js';
import { Certificates } from './certificates.js';
import { Instances } from './instances.js';
import type { IssuingParts } from './issue-certificate.js';
import type { GenerateKeyPair } from './key-pair.js';
import { KnownAuthorities } from './known-authorities.js';
import { KnownNames } from './known-names.js';
import { Labelling } from './labelling.js';
import { OpenKeys } from './open-keys.js';
import { PendingIssuance, type PendingIssuanceOptions } from './pending-issuance.js';
import { PublishedLists } from './published-lists.js';
import { Quotas } from './quotas.js';
import { OcspAnswers } from './revocation/ocsp-answers.js';
import { RevocationLists } from './revocation/revocation-lists.js';
import { ShardedAuthorities } from './revocation/shards.js';
import { type CaSettings, defaultCaSettings } from './settings.js';
import type { CaStore } from './store.js';

export interface Ca {
  readonly authorities: Authorities;
  readonly certificates: Certificates;
  readonly revocationLists: RevocationLists;
  readonly labelling: Labelling;
  readonly instances: Instances;
  readonly publishedLists: PublishedLists;
  readonly markers: Markers;
  /** Issues in the background what was accepted, once it is started. */
  pendingIssuance(options: PendingIssuanceOptions): PendingIssuance;
  readonly ocsp: OcspAnswers;
}

/** Settings that are left out have the values of `defaultCaSettings`. */
export function openCa(
  store: CaStore,
  seal: Seal,
  settings: Partial<CaSettings> & Pick<CaSettings, 'publicUrl'>,
  generate: GenerateKeyPair = generateKeyPair,
): Ca {
  const parts: IssuingParts = {
    store,
    seal,
    settings: { ...defaultCaSettings, ...settings },
    authorities: new KnownAuthorities(store),
    openKeys: new OpenKeys(seal),
    generateKeyPair: generate,
    quotas: new Quotas(store),
    names: new KnownNames(store),
    sharded: new ShardedAuthorities(),
  };
  const revocationLists = new RevocationLists(parts);
  return {
    authorities: new Authorities(parts),
    certificates: new Certificates(parts),
    revocationLists,
    labelling: new Labelling(store.labels),
    instances: new Instances(store),
    publishedLists: new PublishedLists(store, revocationLists, settings.publicUrl),
    markers: new Markers(seal),
    pendingIssuance: options => new PendingIssuance(parts, options),
    ocsp: new OcspAnswers(parts),
  };
}
