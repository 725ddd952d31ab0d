/** A browser's side of signing in: what it posts, and the client that the answer makes. */
import type { TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';

export interface SignInBody {
  readonly Account: string;
  readonly UserName: string;
  readonly Password: string;
  readonly Code?: string;
  readonly RememberedBy?: string;
}

export interface SignInReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function signInAt(url: string, body: SignInBody): Promise<SignInReply> {
  const reply = await fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: reply.status, headers: reply.headers, body: (await reply.json()) as Record<string, unknown> };
}

/** Signs with the temporary key that a sign-in gave. */
export function keyOf(server: TestServer, { Credentials }: SignInReply['body']): SignedClient {
  const { AccessKeyId = '', AccessKeySecret = '', SecurityToken } = Credentials as Record<string, string | undefined>;
  return server.client({ AccessKeyId, AccessKeySecret }, SecurityToken);
}
