/** `POST /sign-in` of a server, as `chancery sign-in` sends it: responders/sign-in.ts answers it. */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { SettingError } from '../settings/setting.js';

export interface AskedSignIn {
  /** Its origin. */
  readonly server: string;
  /** The CA of its certificate; absent: those that Node trusts. */
  readonly caPem: string | undefined;
  readonly account: string;
  readonly userName: string;
  readonly password: string;
  readonly mfaCode?: string;
}

export type SignInOutcome =
  | {
      readonly accountId: string;
      readonly credentials: { readonly id: string; readonly secret: string; readonly securityToken: string };
      readonly mustDo: string | undefined;
    }
  | { readonly code: string; readonly message: string };

const PATIENCE_MS = 30_000;

/** @throws SettingError where no such server answers */
export async function requestSignIn({ server, caPem, ...asked }: AskedSignIn): Promise<SignInOutcome> {
  const { account: Account, userName: UserName, password: Password, mfaCode: Code } = asked;
  const body = await post(`${server}/sign-in`, caPem, JSON.stringify({ Account, UserName, Password, Code }));
  const { Code: code, Message: message, AccountId: accountId, Credentials: key, MustDo: mustDo } = body;
  if (typeof accountId === 'string' && isRecord(key)) {
    const credentials = {
      id: String(key.AccessKeyId),
      secret: String(key.AccessKeySecret),
      securityToken: String(key.SecurityToken),
    };
    return { accountId, credentials, mustDo: mustDo === undefined ? undefined : String(mustDo) };
  }
  if (typeof code === 'string' && typeof message === 'string') return { code, message };
  throw new SettingError(`${server} does not answer sign-ins as this program does: is it the right address?`);
}

async function post(address: string, ca: string | undefined, body: string): Promise<Readonly<Record<string, unknown>>> {
  const send = address.startsWith('https:') ? requestHttps : requestHttp;
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      const call = send(address, {
        method: 'POST',
        ca,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      call.once('response', response => text(response).then(resolve, reject));
      call.once('error', reject);
      call.end(body);
    });
    const parsed = JSON.parse(answer) as unknown;
    return isRecord(parsed) ? parsed : {};
  } catch (fault) {
    throw new SettingError(`${address} could not be asked: ${(fault as Error).message}`);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
