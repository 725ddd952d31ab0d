/** Turns a filled form into a signed request. Clock, nonce and host come in as arguments. */
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import type { Credentials } from '../session/credentials';
import { sha256Hex } from '../signing/digest';
import { encodeParameters } from '../signing/percent-encoding';
import { sign } from '../signing/sign';
import type { PreparedRequest } from './exchange';
import { wireParameters } from './wire-parameters';

export interface Circumstances {
  readonly now: Date;
  readonly nonce: string;
  /** As the browser will write it into the request: with the port unless it is the scheme's own. */
  readonly host: string;
}

export async function prepare(
  operation: Operation,
  drafts: DraftObject,
  credentials: Credentials,
  { now, nonce, host }: Circumstances,
): Promise<PreparedRequest> {
  const { query, body: form } = wireParameters(operation.request, drafts);
  // A browser sends no body with GET; every operation is served with both methods.
  const method = form.length > 0 ? 'POST' : operation.method;
  const body = encodeParameters(form);
  const payloadHash = await sha256Hex(body);
  const headers: Record<string, string> = {
    accept: 'application/json',
    host,
    'x-acs-action': operation.action,
    'x-acs-content-sha256': payloadHash,
    'x-acs-date': `${now.toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': nonce,
    'x-acs-version': operation.version,
    ...(form.length > 0 && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(credentials.securityToken && {
      'x-acs-accesskey-id': credentials.accessKeyId,
      'x-acs-security-token': credentials.securityToken,
    }),
  };
  const signature = await sign(
    { method, path: '/', query, headers, payloadHash },
    { id: credentials.accessKeyId, secret: credentials.accessKeySecret },
  );
  return {
    method,
    target: query.length > 0 ? `/?${encodeParameters(query)}` : '/',
    headers: { ...headers, authorization: signature.authorization },
    body,
    canonicalRequest: signature.canonicalRequest,
    stringToSign: signature.stringToSign,
  };
}
