/** A session of a role, as all operations that begin one check and answer it: wire/ram-sts.md section 12. */
import { MalformedPolicy } from '../../access/malformed-policy.js';
import { checkNewPolicy } from '../../access/new-policy.js';
import { sessionArn, sessionId } from '../../identity/names.js';
import type { Role } from '../../identity/roles/role.js';
import type { NewSession, Sessions } from '../../identity/sessions/sessions.js';
import type { ApiError } from '../../spec/errors.js';
import { utcTime } from '../../text/utc-time.js';
import type { sessionErrors } from './session-errors.js';

export interface AskedSession extends Omit<NewSession, 'role'> {
  readonly role: Role;
  /** The longest that it may last whatever the role allows, in seconds. */
  readonly mostSeconds?: number;
}

type Fail = (code: keyof typeof sessionErrors, values?: Readonly<Record<string, string>>) => ApiError;

const MAX_POLICY_BYTES = 2048;

/** Throws what `sessionErrors` declares. */
export async function beginSession(
  { mostSeconds = Number.POSITIVE_INFINITY, ...asked }: AskedSession,
  { sessions, now, fail }: { readonly sessions: Sessions; readonly now: Date; readonly fail: Fail },
) {
  const { role, name, seconds, policy, sourceIdentity } = asked;
  const most = Math.min(role.maxSessionSeconds, mostSeconds);
  if (seconds > most) throw fail('InvalidParameter.DurationSeconds', { Max: inHours(most) });
  if (policy !== undefined) refuseUnfitPolicy(policy, fail);

  const key = await sessions.begin(asked, now);
  return {
    AssumedRoleUser: { Arn: sessionArn(role.accountId, role.name, name), AssumedRoleId: sessionId(role.id, name) },
    Credentials: {
      AccessKeyId: key.accessKeyId,
      AccessKeySecret: key.accessKeySecret,
      SecurityToken: key.securityToken,
      Expiration: utcTime(key.endsAt),
    },
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
  };
}

function refuseUnfitPolicy(policy: string, fail: Fail): void {
  if (Buffer.byteLength(policy) > MAX_POLICY_BYTES) throw fail('InvalidParameter.PolicySize');
  try {
    checkNewPolicy(policy);
  } catch (fault) {
    if (!(fault instanceof MalformedPolicy)) throw fault;
    throw fail('InvalidParameter.PolicyGrammar', { fault: fault.message });
  }
}

/** `1hr`, as the vendor's message has it; what is no whole hour in minutes. */
function inHours(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600}hr` : `${Math.floor(seconds / 60)}min`;
}
