/**
 * KMS instances (wire/kms.md section 14). In the cloud one buys them; here every account has one from the start, connected and for good, and an
 * administrator adds more with `chancery kms-instance add`. An instance holds keys and secrets of its own, and is addressed by its id.
 */
/** `Uninitialized` until ConnectKmsInstance is called; an instance that a server provides is connected from the start. */
export type InstanceStatus = 'Uninitialized' | 'Connected';

/** How many things it holds, and how many calls a second it is meant for. */
export interface InstanceQuota {
  readonly keys: number;
  readonly secrets: number;
  readonly networks: number;
  readonly callsPerSecond: number;
}

/** The virtual network that an instance was connected in. Kept and shown: this server has no virtual networks. */
export interface Connection {
  readonly vpcId: string;
  readonly zoneIds: readonly string[];
  readonly vSwitchIds: readonly string[];
}

/** A further network that an instance is bound to. */
export interface BoundNetwork {
  readonly vpcId: string;
  readonly vSwitchId: string;
  readonly regionId: string;
  readonly ownerId: string;
}

export interface Instance {
  /** Its id, `kst-…`: what the cloud calls the instance by, and unique among all accounts. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  readonly status: InstanceStatus;
  /** Whether the server provides it to the account: then it cannot be released. */
  readonly provided: boolean;
  readonly quota: InstanceQuota;
  readonly connection: Connection | undefined;
  readonly boundNetworks: readonly BoundNetwork[];
  readonly deletionProtection: { readonly enabled: boolean; readonly description: string };
  readonly createdAt: Date;
}

/** What may be changed; an absent member stays as it is. */
export type InstanceUpdate = Partial<
  Pick<Instance, 'title' | 'status' | 'connection' | 'boundNetworks' | 'deletionProtection'>
>;

/** What an instance may be called for people, as a whole. */
export const INSTANCE_TITLE = /[A-Za-z0-9][A-Za-z0-9_.-]{0,62}/;
export const INSTANCE_TITLE_IN_WORDS =
  '1 to 63 letters, digits, periods, hyphens or underscores, of which the first is a letter or a digit';

/** Of the instance that every account has, and of others where nothing else is said. */
export const usualQuota: InstanceQuota = { keys: 1000, secrets: 1000, networks: 10, callsPerSecond: 1000 };

/** How many things it holds, also those that a job is still to delete. */
export interface InstanceContents {
  readonly keys: number;
  readonly secrets: number;
}

export type InstanceReason =
  /** It takes nothing before it is connected. */
  | 'instance-unconnected'
  /** The account has it for good. */
  | 'instance-provided'
  | 'instance-protected'
  | 'instance-holds-protected-key'
  /** The call does not say that all is to be destroyed. */
  | 'instance-not-empty';
