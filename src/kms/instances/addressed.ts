/** Which instance a call goes to, and what that instance holds (wire/kms-instance.md section 0). */
import type { Key } from '../keys/key.js';
import type { Secret } from '../secrets/secret.js';
import type { Instance } from './instance.js';
import { type Instances, providedInstanceId } from './instances.js';

const INSTANCE_HOST = /^(kst-[a-z0-9-]{1,60})(?:\.|$)/;

/**
 * The id of the instance that a host is named for: its first label. Any other name or address of the server, such as `127.0.0.1`, stands for the instance that
 * the account has from the start.
 */
export const addressedInstanceId = (accountId: string, host: string): string =>
  INSTANCE_HOST.exec(host)?.[1] ?? providedInstanceId(accountId);

/** The instance, if it is the account's and connected. */
export async function connectedInstance(
  instances: Pick<Instances, 'find'>,
  accountId: string,
  id: string,
): Promise<Instance | undefined> {
  const instance = await instances.find(accountId, id);
  return instance?.status === 'Connected' ? instance : undefined;
}

/** What was made without naming an instance is reached through the one that the account has from the start; everything else through its own alone. */
export const isInInstance = (
  { accountId, instanceId }: Pick<Key | Secret, 'accountId' | 'instanceId'>,
  addressed: string,
): boolean => (instanceId ?? providedInstanceId(accountId)) === addressed;
