/** Users whose AccessKeys can be typed into a page. */
import type { AccessKeyPair, TestServer } from '../server.js';

/** A new RAM user with a key and, if given, a policy of its own. */
export async function newUser(server: TestServer, name: string, policy?: object): Promise<AccessKeyPair> {
  await server.user(name, policy);
  const { status, body } = await server.root.call('2015-05-01', 'CreateAccessKey', { UserName: name });
  if (status !== 200) throw new Error(`CreateAccessKey answered ${status}`);
  return body.AccessKey as AccessKeyPair;
}
