/** What secrets ask of a store. Finding is by account, so that another account's secret looks absent. */

import type { Generations } from '../../caches/generations.js';
import type { AtOnce } from '../../domain/at-once.js';
import type { Change } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { Tag } from '../../domain/tags.js';
import type { Room } from '../quotas.js';
import type { ListedSecret, Secret, SecretVersion, ShownSecretVersion } from './secret.js';
import type { Stages } from './stages.js';

/** The secret is not any more what it was when the call looked. */
export type SecretChangedReason = 'secret-changed';

/** The name is taken, there are as many as there may be, or the instance was released at the same moment. */
export type NewSecretReason = 'secret-exists' | 'secret-limit' | 'instance-missing';

/** Which secrets a list shows (wire/kms.md section 11.7). Within a member any value will do, and every member that is given has to hold. */
export interface SecretFilter {
  readonly names?: readonly string[];
  /** Parts of the description. */
  readonly descriptions?: readonly string[];
  readonly instanceIds?: readonly string[];
  readonly types?: readonly string[];
  readonly tagKeys?: readonly string[];
  readonly tagValues?: readonly string[];
  /** Nothing meets it: it asks for what no secret of the account has. */
  readonly isImpossible?: boolean;
}

/** What may be changed by itself; an absent member stays as it is, null takes a value away. */
export interface SecretUpdate {
  readonly description?: string;
  readonly deleteAt?: Date | null;
  readonly stages?: Stages;
  readonly policy?: string;
}

/** A secret whose time is over. */
export type DueSecret = Pick<Secret, 'id' | 'accountId' | 'name' | 'revision'>;

export interface SecretStore {
  readonly generations: Generations;
  /** Also one whose time is over, while its record is still there. */
  find(accountId: string, name: string): AtOnce<Secret | undefined>;
  /** By key. */
  findTags(accountId: string, name: string): Promise<readonly Tag[]>;
  /** Of each of the secrets, by name; those without tags are left out. */
  findTagsOfEach(accountId: string, names: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>>;
  /** In order of creation, newest first, without those whose time is over. */
  list(accountId: string, filter: SecretFilter, page: Page, now: Date): Promise<PageOf<ListedSecret>>;
  findVersion(secretId: string, versionId: string): AtOnce<SecretVersion | undefined>;
  /** All of them, newest first: they are few. */
  findVersions(secretId: string): Promise<readonly ShownSecretVersion[]>;

  insert(secret: Secret, version: SecretVersion, tags: readonly Tag[], room: Room): Change<NewSecretReason>;
  /** Writes what is given, if the secret is still at its revision, and raises that. */
  update(secret: Pick<Secret, 'id' | 'revision'>, update: SecretUpdate, now: Date): Change<SecretChangedReason>;
  /** Nobody else has changed the secret since, and nobody does at the same moment. It shows nothing of this. */
  hold(secret: Pick<Secret, 'id' | 'revision'>): Change<SecretChangedReason>;
  insertVersion(version: SecretVersion): Change<SecretChangedReason>;
  deleteVersion(secretId: string, versionId: string): Change<never>;
  /** For good, with its versions and tags, if it is still at its revision. */
  delete(secret: DueSecret): Change<SecretChangedReason>;
  findDue(now: Date, limit: number): Promise<readonly DueSecret[]>;
  commit(change: Change): Promise<void>;
}
