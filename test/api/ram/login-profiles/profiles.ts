/** Login profiles as the tests of RAM begin with them. */
import type { TestServer } from '../../../server.js';
import { answer, error } from '../calls.js';

export const PASSWORD = 'A-first-passw0rd';

export const noProfile = error('EntityNotExist.User.LoginProfile', 'The user login profile does not exist.', 404);
export const tooWeak = (parameter: 'Password' | 'NewPassword') =>
  error(
    `InvalidParameter.${parameter}.TooWeak`,
    `The parameter - "${parameter}" is not compliant with the password policy.`,
  );

/** A new user with an AccessKey, and with the password. */
export async function signingUser(server: TestServer, UserName: string, parameters: object = {}, policy?: object) {
  const client = await server.user(UserName, policy);
  await answer(server.root, 'CreateLoginProfile', { UserName, Password: PASSWORD, ...parameters });
  return client;
}
