/** Roles and sessions as tests make them. */
import { expect } from 'vitest';
import type { AccessKeyPair, TestServer } from '../../server.js';
import type { SignedClient } from '../../signed-client.js';

const RAM = '2015-05-01';

/** A policy that allows these actions. */
export function allow(action: string, resource = '*', ...more: string[]) {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: [action, ...more], Resource: resource }] };
}

/** A trust policy. @param whom an ARN of RAM, or a Principal element */
export function trusting(whom: string | object, Condition?: object) {
  const Principal = typeof whom === 'string' ? { RAM: whom } : whom;
  return {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...(Condition && { Condition }) }],
  };
}

export interface RoleSettings {
  readonly trust?: object;
  /** Actions that a policy of the role allows. */
  readonly allowed?: readonly string[];
  readonly resource?: string;
  readonly maxSeconds?: number;
}

/** Makes a role and gives its ARN. Its policy is called `of-<name>`. */
export async function makeRole(
  root: SignedClient,
  name: string,
  { trust = {}, allowed = [], resource = '*', maxSeconds = 3600 }: RoleSettings,
): Promise<string> {
  const call = async (action: string, parameters: Record<string, unknown>) => {
    const { status, body } = await root.call(RAM, action, parameters);
    expect([action, status, body.Message]).toEqual([action, 200, undefined]);
    return body;
  };
  const { Role } = await call('CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify(trust),
    MaxSessionDuration: maxSeconds,
  });
  const [first, ...more] = allowed;
  if (first !== undefined) {
    const PolicyName = `of-${name}`;
    await call('CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify(allow(first, resource, ...more)) });
    await call('AttachPolicyToRole', { RoleName: name, PolicyName, PolicyType: 'Custom' });
  }
  return (Role as { Arn: string }).Arn;
}

/** Assumes a role. */
export async function assume(
  server: TestServer,
  who: SignedClient,
  RoleArn: string,
  more: Record<string, unknown> = {},
): Promise<SignedClient> {
  const { status, body } = await who.call('2015-04-01', 'AssumeRole', { RoleArn, RoleSessionName: 'test', ...more });
  expect([RoleArn, status, body.Message]).toEqual([RoleArn, 200, undefined]);
  return sessionOf(server, body);
}

/** Signs with what AssumeRole has answered. */
export function sessionOf(server: TestServer, { Credentials }: Readonly<Record<string, unknown>>): SignedClient {
  const key = Credentials as AccessKeyPair & { readonly SecurityToken: string };
  return server.client(key, key.SecurityToken);
}
