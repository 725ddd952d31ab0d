/** An application with a client key for the instance of the account, as the tests of this folder use it. */
import { expect } from 'vitest';
import {
  type ClientKey,
  type InstanceAnswer,
  InstanceClient,
  type Tampering,
  type Values,
} from '../../instance-client.js';
import type { TestServer } from '../../server.js';
import type { SignedClient } from '../../signed-client.js';
import { openKeyFile } from '../kms/access-points/key-file.js';
import { kmsOk } from '../kms/kms-calls.js';

const Password = 'aap-Passw0rd';
export const KEYS = 'RbacPermission/Template/CryptoServiceKeyUser';
export const SECRETS = 'RbacPermission/Template/CryptoServiceSecretUser';

export interface GrantedPolicy {
  readonly scope?: string;
  readonly permissions?: readonly string[];
  readonly resources?: readonly string[];
  readonly networkRules?: readonly string[];
}

let made = 0;

/** A client key of a new access point, which has these policies; without any: one for everything in the instance of the account. */
export async function makeClientKey(
  owner: SignedClient,
  policies: readonly GrantedPolicy[] = [{}],
  times: Readonly<Record<string, string>> = {},
): Promise<ClientKey & { readonly accessPoint: string; readonly policies: readonly string[] }> {
  const accessPoint = `app-${++made}`;
  const { DefaultKmsInstanceId } = await kmsOk(owner, 'GetDefaultKmsInstance');
  const names: string[] = [];
  for (const { scope, permissions = [KEYS, SECRETS], resources = ['key/*', 'secret/*'], networkRules } of policies) {
    const Name = `${accessPoint}-${names.length}`;
    names.push(Name);
    await kmsOk(owner, 'CreatePolicy', {
      Name,
      KmsInstance: scope ?? String(DefaultKmsInstanceId),
      Permissions: JSON.stringify(permissions),
      Resources: JSON.stringify(resources),
      ...(networkRules && { AccessControlRules: JSON.stringify({ NetworkRules: networkRules }) }),
    });
  }
  await kmsOk(owner, 'CreateApplicationAccessPoint', { Name: accessPoint, Policies: JSON.stringify(names) });
  const key = await kmsOk(owner, 'CreateClientKey', { AapName: accessPoint, Password, ...times });
  const { privateKey } = openKeyFile(String(key.PrivateKeyData), Password)!;
  return { id: String(key.ClientKeyId), privateKey, accessPoint, policies: names };
}

/** What is in answers and read by tests. */
type Octets =
  | 'CiphertextBlob'
  | 'Iv'
  | 'Plaintext'
  | 'Random'
  | 'Signature'
  | 'PrivateKeyPlaintext'
  | 'PrivateKeyCiphertextBlob';
export type Body = Readonly<Record<Octets, Buffer>> & { readonly PublicKey: string } & Readonly<
    Record<string, unknown>
  >;

/** Calls of one client key; answers without the RequestId, whose form is checked. */
export function instanceCalls(server: Pick<TestServer, 'url'>, key: () => ClientKey) {
  async function call(operation: string, values: Values = {}, tampering: Tampering = {}): Promise<InstanceAnswer> {
    const { status, headers, body } = await new InstanceClient(server.url, key()).call(operation, values, tampering);
    const { RequestId, ...rest } = body;
    expect(headers['content-type']).toBe('application/x-protobuf');
    expect(RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    return { status, headers, body: rest };
  }
  async function ok(operation: string, values: Values = {}, tampering: Tampering = {}): Promise<Body> {
    const answer = await call(operation, values, tampering);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body as Body;
  }
  return { call, ok };
}

export const refusal = (StatusCode: number, ErrorCode: string, ErrorMessage: unknown = expect.any(String)) => ({
  status: StatusCode,
  body: { StatusCode, ErrorCode, ErrorMessage },
});

export const invalid = (rule: string) =>
  refusal(400, 'InvalidParameter', `The specified parameter is not valid. ${rule}.`);
export const missing = (name: string) =>
  refusal(400, 'MissingParameter', `Parameter ${name} does not exist in http header or body.`);
export const keyNotFound = refusal(404, 'Forbidden.KeyNotFound', 'The specified key does not exist.');
export const failed = refusal(500, 'InternalFailure', 'Internal Failure.');
export const unsupported = refusal(400, 'UnsupportedOperation', 'Rejected.UnsupportedOperation');
export const denied = (resource: string) =>
  refusal(403, 'Forbidden.NoPermission', `This operation for "${resource}" is forbidden by permission system.`);
