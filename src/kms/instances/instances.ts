/** The instances of all accounts, and how the one that every account has comes about (instance.ts). */
import { sha256Hex } from '../../crypto/digest.js';
import { randomToken } from '../../crypto/random.js';
import { type Change, Refusal } from '../../domain/change.js';
import { NamedThings } from '../../domain/named-things.js';
import type { InstanceStore } from '../store.js';
import {
  type Instance,
  type InstanceContents,
  type InstanceQuota,
  type InstanceReason,
  type InstanceUpdate,
  usualQuota,
} from './instance.js';

const ID_ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 20;
/** More than an account has. */
const MOST_LISTED = 10_000;

/** The id of the instance that every account has. It follows from the account's, so that servers that start at once provide the same one. */
export function providedInstanceId(accountId: string): string {
  const known = providedIds.get(accountId);
  if (known !== undefined) return known;
  if (providedIds.size === MOST_KNOWN) providedIds.clear();
  const id = newProvidedId(accountId);
  providedIds.set(accountId, id);
  return id;
}

/** Every call to an instance asks twice. */
const MOST_KNOWN = 1000;
const providedIds = new Map<string, string>();

function newProvidedId(accountId: string): string {
  const digits = BigInt(`0x${sha256Hex(Buffer.from(`KMS instance of account ${accountId}`))}`).toString(36);
  return `kst-${digits.slice(-ID_LENGTH)}`;
}

/** The instances of all accounts. */
export class Instances extends NamedThings<'instance', Instance, InstanceUpdate> {
  constructor(private readonly instances: InstanceStore) {
    super('instance', instances);
  }

  /** The instance that takes what is made without naming one. */
  default(accountId: string): Promise<Instance> {
    return this.get(accountId, providedInstanceId(accountId));
  }

  /** The instance that something is to be made in; undefined where none is named. Refused with `instance-missing` and `instance-unconnected`. */
  async chosen(accountId: string, id: string | undefined): Promise<Instance | undefined> {
    if (id === undefined) return undefined;
    const instance = await this.get(accountId, id);
    if (instance.status !== 'Connected') throw new Refusal<InstanceReason>('instance-unconnected');
    return instance;
  }

  /** How much it holds. */
  contents(accountId: string, { name }: Instance): Promise<InstanceContents> {
    return this.instances.contents(accountId, name);
  }

  /**
   * Ends it with all that it holds, which is gone at once and deleted by the jobs. Refused with `instance-provided`, `instance-protected`,
   * `instance-holds-protected-key`, and `instance-not-empty` unless forced.
   */
  async release(
    accountId: string,
    instance: Instance,
    isForced: boolean,
    now: Date,
  ): Promise<Change<InstanceReason | 'instance-missing'>> {
    if (instance.provided) throw new Refusal<InstanceReason>('instance-provided');
    if (instance.deletionProtection.enabled) throw new Refusal<InstanceReason>('instance-protected');
    const { keys, secrets } = await this.contents(accountId, instance);
    if (!isForced && keys + secrets > 0) throw new Refusal<InstanceReason>('instance-not-empty');
    return this.instances.release(accountId, instance.name, isForced, now);
  }

  /** All instances of an account, newest first. There are few: nobody but an administrator adds any. */
  async all(accountId: string): Promise<readonly Instance[]> {
    return (await this.list(accountId, { number: 1, size: MOST_LISTED })).items;
  }

  /** A further instance, not connected yet. */
  add(accountId: string, title: string, quota: InstanceQuota, now: Date): { instance: Instance; change: Change } {
    const instance: Instance = {
      ...newInstance(`kst-${randomToken(ID_LENGTH, ID_ALPHABET)}`, now),
      title,
      quota,
      status: 'Uninitialized',
      provided: false,
    };
    return { instance, change: this.create(accountId, instance) };
  }

  /** Gives every account that has none its instance. Called at each start and after an account was made; does nothing where all have one. */
  async provide(now: Date): Promise<void> {
    for (const accountId of await this.instances.accountsWithoutProvided()) {
      try {
        await this.instances.commit(this.create(accountId, newInstance(providedInstanceId(accountId), now)));
      } catch (fault) {
        // Another server that started at the same time was quicker.
        if (!(fault instanceof Refusal)) throw fault;
      }
    }
  }
}

function newInstance(name: string, now: Date): Instance {
  return {
    name,
    title: name,
    status: 'Connected',
    provided: true,
    quota: usualQuota,
    connection: undefined,
    boundNetworks: [],
    deletionProtection: { enabled: false, description: '' },
    createdAt: now,
  };
}
