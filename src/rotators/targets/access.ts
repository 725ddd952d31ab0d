/** What is done at a target, whatever kind of database it is. */
import { isIP } from 'node:net';
import { Refusal } from '../../domain/change.js';
import type { Account } from '../../kms/secrets/managed/rotator.js';
import type { SecretReason } from '../../kms/secrets/refusals.js';
import type { OpenTarget } from '../../kms/targets/target.js';

/** What a new account may do. */
export interface AccountRights {
  readonly privilege: string | undefined;
  readonly database: string | undefined;
  /** An account that is there already, and whose rights this one gets too. */
  readonly as: string | undefined;
}

/** Every member makes a connection of its own, gives up after seconds, and is refused with `target-failed`. */
export interface TargetAccess {
  /** What the target is, in a few words, once its administrator got in. */
  check(target: OpenTarget): Promise<string>;
  /** Whether the account gets in with its password. */
  logIn(target: OpenTarget, account: Account): Promise<boolean>;
  exists(target: OpenTarget, name: string): Promise<boolean>;
  /** @param mayExist a call before this one has begun to make it */
  make(target: OpenTarget, account: Account, rights: AccountRights, mayExist: boolean): Promise<void>;
  /** Refused with `target-failed` too where the account is not there. */
  setPassword(target: OpenTarget, account: Account): Promise<void>;
}

export const CONNECT_MS = 5000;
export const ANSWER_MS = 10_000;

/** The rest of a sentence; what the target says itself stays out of it but for its code, since it may repeat what it was sent. */
export const targetFailed = ({ instanceId }: OpenTarget, why: string): Refusal<SecretReason> =>
  new Refusal<SecretReason>('target-failed', { Why: `the target "${instanceId}" ${why}` });

export const accountMissing = (target: OpenTarget, name: string) => targetFailed(target, `has no account "${name}"`);

/** Tells a failure of a driver without its message. */
export function asTargetFailure(target: OpenTarget, fault: unknown): Refusal<SecretReason> {
  if (fault instanceof Refusal) return fault as Refusal<SecretReason>;
  const { code } = (fault ?? {}) as { readonly code?: unknown };
  if (typeof code === 'string' && /^[A-Za-z0-9_]{2,60}$/.test(code)) return targetFailed(target, `answered ${code}`);
  return targetFailed(target, 'did not answer as it should; it may be away, or may ask for another kind of connection');
}

/** How a kind of database is connected to. The connection ends with the work. */
export type Connected<Connection> = <T>(
  target: OpenTarget,
  account: Account,
  work: (db: Connection) => Promise<T>,
) => Promise<T>;

/** Does work as the administrator of a target; whatever fails is refused with `target-failed`. */
export const administration =
  <Connection>(connected: Connected<Connection>) =>
  async <T>(target: OpenTarget, work: (db: Connection) => Promise<T>): Promise<T> => {
    try {
      return await connected(target, target.administrator, work);
    } catch (fault) {
      throw asTargetFailure(target, fault);
    }
  };

/** Whether an account gets in. Refused with `target-failed` for a failure that does not say that it may not. */
export async function getsIn(
  target: OpenTarget,
  attempt: () => Promise<unknown>,
  isRefused: (fault: unknown) => boolean,
): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (fault) {
    if (isRefused(fault)) return false;
    throw asTargetFailure(target, fault);
  }
}

/** For TLS connections of drivers: undefined without TLS. An address is no server name (RFC 6066 section 3), and is compared with the certificate all the same. */
export const tlsOf = ({ tls, caPem, host }: OpenTarget) =>
  tls
    ? {
        ...(caPem !== undefined && { ca: caPem }),
        ...(isIP(host) === 0 && { servername: host }),
        rejectUnauthorized: true,
      }
    : undefined;

/** The host is the path of a socket. */
export const isSocket = ({ host }: Pick<OpenTarget, 'host'>): boolean => host.startsWith('/');
