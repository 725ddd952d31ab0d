/**
 * `POST /sign-in`: a user's password, and a code of its MFA device, for the temporary key of a session (wire/ram-sts.md section 12.6). It is no operation
 * of the API, since nobody signs it. The body is JSON of the type `application/json`, which no page of another origin can send without asking first
 * (Fetch, CORS-safelisted request-headers).
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Abandoned } from '../crypto/round-robin.js';
import { Busy } from '../crypto/semaphore.js';
import { Refusal } from '../domain/change.js';
import type { SignedIn, SignInAttempt, SignInReason } from '../identity/sign-in/attempt.js';
import type { SignIns } from '../identity/sign-in/sign-in.js';

export const SIGN_IN_PATH = '/sign-in';

/** Every member at its longest, each character escaped. */
export const MAX_SIGN_IN_BYTES = 8 * 1024;

export interface SignInAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SignInHead {
  readonly headers: IncomingHttpHeaders | Readonly<Record<string, string | string[] | undefined>>;
  readonly remoteAddress: string;
  readonly gone: () => AbortSignal;
}

/** The members of the body and how long each may be, in characters. */
const MEMBERS = { Account: 64, UserName: 64, Password: 128, Code: 16, RememberedBy: 512 } as const;

type Members = Partial<Record<keyof typeof MEMBERS, string>>;

/** What is refused, in the words of the answer. */
const REFUSALS: Readonly<
  Record<SignInReason, { readonly status: number; readonly code: string; readonly message: string }>
> = {
  'sign-in-refused': {
    status: 401,
    code: 'SignInRefused',
    message: 'The sign-in was refused. The audit log says why; an administrator can read it.',
  },
  'mfa-code-needed': {
    status: 401,
    code: 'MfaCodeNeeded',
    message: 'Send the code that the MFA device of the user shows, as Code.',
  },
  'sign-in-throttled': {
    status: 429,
    code: 'Throttling.SignIn',
    message: 'Too many sign-ins were tried. Wait as long as Retry-After says, and try again.',
  },
};

/** `now` is the clock. */
export function signInResponder(signIns: Pick<SignIns, 'signIn'>, now: () => Date) {
  return async (body: Buffer, { headers, remoteAddress, gone }: SignInHead): Promise<SignInAnswer> => {
    const type = String(headers['content-type'] ?? '')
      .split(';')[0]
      ?.trim()
      .toLowerCase();
    if (type !== 'application/json')
      return refused(415, 'UnsupportedMediaType', 'Send JSON of the type application/json.');
    const attempt = attemptIn(body, remoteAddress);
    if (typeof attempt === 'string') return refused(400, 'InvalidParameter', attempt);
    try {
      // Those who sign in from one address take turns with those of others.
      const requester = { id: `sign-in from ${remoteAddress}`, gone };
      return json(200, signedInBody(await signIns.signIn(attempt, now(), requester)));
    } catch (fault) {
      return refusal(fault);
    }
  };
}

function attemptIn(body: Buffer, sourceAddress: string): SignInAttempt | string {
  let members: Members;
  try {
    members = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Members;
  } catch {
    return 'The body is not JSON in UTF-8.';
  }
  if (typeof members !== 'object' || members === null || Array.isArray(members))
    return 'The body is not a JSON object.';
  for (const [name, value] of Object.entries(members)) {
    const longest = Object.hasOwn(MEMBERS, name) ? MEMBERS[name as keyof typeof MEMBERS] : undefined;
    if (longest === undefined) return `The members are ${Object.keys(MEMBERS).join(', ')}; there is another one.`;
    if (typeof value !== 'string' || value.length > longest)
      return `${name} is a text of at most ${longest} characters.`;
  }
  const { Account, UserName, Password, Code, RememberedBy } = members;
  if (!Account || !UserName || !Password) return 'Account, UserName and Password are needed.';
  return {
    account: Account,
    userName: UserName,
    password: Password,
    code: Code,
    rememberedBy: RememberedBy,
    sourceAddress,
  };
}

function signedInBody({ key, accountId, userId, userName, arn, mfaPresent, mustDo, rememberedBy }: SignedIn): object {
  return {
    AccountId: accountId,
    UserId: userId,
    UserName: userName,
    Arn: arn,
    Credentials: {
      AccessKeyId: key.accessKeyId,
      AccessKeySecret: key.accessKeySecret,
      SecurityToken: key.securityToken,
      // To the second, as STS writes it.
      Expiration: `${key.endsAt.toISOString().slice(0, -'.000Z'.length)}Z`,
    },
    MfaPresent: mfaPresent,
    ...(mustDo !== undefined && { MustDo: mustDo }),
    ...(rememberedBy !== undefined && { RememberedBy: rememberedBy }),
  };
}

function refusal(fault: unknown): SignInAnswer {
  if (fault instanceof Busy) return busy(fault.retryAfterMs);
  // Nobody reads it.
  if (fault instanceof Abandoned) return busy(1000);
  const known = fault instanceof Refusal ? REFUSALS[fault.reason as SignInReason] : undefined;
  if (!known) throw fault;
  const { retryAfterMs } = (fault as Refusal<SignInReason>).details;
  return refused(
    known.status,
    known.code,
    known.message,
    retryAfterMs === undefined ? undefined : Number(retryAfterMs),
  );
}

const busy = (retryAfterMs: number): SignInAnswer =>
  refused(503, 'ServiceUnavailable', 'Too many passwords wait to be compared. Try again later.', retryAfterMs);

function refused(status: number, Code: string, Message: string, retryAfterMs?: number): SignInAnswer {
  const answer = json(status, { Code, Message });
  if (retryAfterMs === undefined) return answer;
  return {
    ...answer,
    headers: { ...answer.headers, 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
  };
}

function json(status: number, body: object): SignInAnswer {
  // The answer holds a key of the user; no cache on the way has any business with it.
  const headers = { 'cache-control': 'no-store' };
  return { status, contentType: 'application/json;charset=utf-8', body: JSON.stringify(body), headers };
}
