/** What every chapter is given. */
import type { ChildServer } from '../test/child-server.js';
import type { OfficialClients } from './official-clients.js';
import type { Openssl } from './openssl.js';
import type { Story } from './story.js';

export interface Scene {
  readonly story: Story;
  readonly openssl: Openssl;
  readonly server: ChildServer;
  /** The SDKs with the server's first credentials: those of the account itself. */
  readonly root: OfficialClients;
  /** Every secret that came up: texts, and bytes of keys. The last chapter looks for them where they must not be. */
  readonly secrets: Set<string | Buffer>;
}

/** Certificates of one family of algorithms, their files within the demo's folder. */
export interface Family {
  readonly name: 'RSA' | 'ECC' | 'SM2';
  readonly folder: string;
  readonly subAuthority: string;
  readonly rootFile: string;
  readonly subFile: string;
  readonly client: IssuedCertificate;
  readonly server: IssuedCertificate;
}

export interface IssuedCertificate {
  readonly identifier: string;
  readonly file: string;
}
