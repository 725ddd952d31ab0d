/** Targets: registered by the administrator of the server, and opened where credentials are changed. */
import type { Change } from '../../domain/change.js';
import type { Seal } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import {
  administratorRecordId,
  type OpenTarget,
  type Target,
  type TargetAdministrator,
  type TargetStore,
} from './target.js';

export class Targets {
  constructor(
    private readonly store: TargetStore,
    private readonly seal: Seal,
  ) {}

  /** With its administrator in the open. Undefined when none is registered for the account. */
  async find(accountId: string, instanceId: string): Promise<OpenTarget | undefined> {
    const target = await this.store.find(accountId, instanceId);
    if (!target) return undefined;
    const { sealedAdministrator, ...shown } = target;
    const opened = await openBytes(this.seal, sealedAdministrator, administratorRecordId(target));
    try {
      return { ...shown, administrator: JSON.parse(opened.toString()) as TargetAdministrator };
    } finally {
      opened.fill(0);
    }
  }

  /** By id. */
  list(accountId: string): Promise<readonly Target[]> {
    return this.store.list(accountId);
  }

  async add({ administrator, ...target }: OpenTarget): Promise<Change<'target-exists'>> {
    const plaintext = Buffer.from(JSON.stringify(administrator));
    try {
      const sealedAdministrator = await sealBytes(this.seal, plaintext, administratorRecordId(target));
      return this.store.insert({ ...target, sealedAdministrator });
    } finally {
      plaintext.fill(0);
    }
  }

  remove(target: Pick<Target, 'accountId' | 'instanceId'>): Change<'target-missing'> {
    return this.store.delete(target);
  }

  /** The names of the secrets that manage accounts of it. */
  async secretsOf({ accountId, instanceId }: Pick<Target, 'accountId' | 'instanceId'>): Promise<readonly string[]> {
    const claims = await this.store.findClaims(accountId, instanceId);
    return [...new Set(claims.map(({ secretName }) => secretName))];
  }
}
