/** What a client is given to reach a test server, as its user would write it down. */
import type { Access } from '../../demo/official-clients.js';
import type { AccessKeyPair, TestServer } from '../server.js';

/** The account's own access. */
export function rootAccess(server: TestServer): Access {
  return accessOf(server, server.rootAccessKey);
}

/** A new RAM user's, with the policy attached if one is given. */
export async function userAccess(server: TestServer, name: string, policyDocument?: object): Promise<Access> {
  const call = async (action: string, parameters: Readonly<Record<string, string>>) => {
    const { status, body, text } = await server.root.call('2015-05-01', action, parameters);
    if (status !== 200) throw new Error(`${action} answered ${text}`);
    return body;
  };
  await call('CreateUser', { UserName: name });
  if (policyDocument) {
    const policy = { PolicyName: `${name}-policy`, PolicyDocument: JSON.stringify(policyDocument) };
    await call('CreatePolicy', policy);
    await call('AttachPolicyToUser', { UserName: name, PolicyName: policy.PolicyName, PolicyType: 'Custom' });
  }
  const { AccessKey } = await call('CreateAccessKey', { UserName: name });
  return accessOf(server, AccessKey as AccessKeyPair);
}

function accessOf(server: TestServer, { AccessKeyId, AccessKeySecret }: AccessKeyPair): Access {
  return {
    endpoint: server.url.replace(/^https?:\/\//, ''),
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
  };
}
