import { beforeAll, describe, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, refused } from '../calls.js';
import { noProfile, PASSWORD, signingUser, tooWeak } from './profiles.js';

const notForAccounts = error('NotSupport.Account', 'This method can be only invoked by sub user.');
const wrong = error('InvalidParameter.OldPassword.Incorrect', 'The parameter - "OldPassword" is incorrect.');
const reused = error(
  'InvalidParameter.NewPassword.ReusePrevention',
  'The parameter - "NewPassword" is not compliant with the reuse prevention password policy.',
);
const tooMany = error(
  'LimitExceeded.User.LoginAttempts',
  'The count of wrong passwords within an hour beyond the limit of the password policy.',
  409,
);
const change = (OldPassword: string, NewPassword: string) => ({ OldPassword, NewPassword });

describe('ChangePassword', () => {
  const server = useTestServer();
  beforeAll(() => answer(server.root, 'SetPasswordPolicy', { PasswordReusePrevention: 2, MaxLoginAttemps: 3 }));

  test('changes the password of the caller, and neither it nor the one before can be chosen again', async () => {
    const alice = await signingUser(server, 'alice');
    await answer(alice, 'ChangePassword', change(PASSWORD, 'Passw0rd-number-2'));
    await refused(alice, 'ChangePassword', change(PASSWORD, 'Passw0rd-number-3'), wrong);
    for (const again of [PASSWORD, 'Passw0rd-number-2']) {
      await refused(alice, 'ChangePassword', change('Passw0rd-number-2', again), reused);
    }
    await answer(alice, 'ChangePassword', change('Passw0rd-number-2', 'Passw0rd-number-3'));
    await answer(alice, 'ChangePassword', change('Passw0rd-number-3', PASSWORD));
  });

  test('wrong passwords are counted, right ones are not, and another password ends the wait', async () => {
    const bob = await signingUser(server, 'bob');
    await refused(bob, 'ChangePassword', change('wrong', 'Passw0rd-number-2'), wrong);
    await refused(bob, 'ChangePassword', change(PASSWORD, 'weak'), tooWeak('NewPassword'));
    await refused(bob, 'ChangePassword', change('wrong', 'Passw0rd-number-2'), wrong);
    await refused(bob, 'ChangePassword', change('wrong', 'Passw0rd-number-2'), wrong);
    await refused(bob, 'ChangePassword', change(PASSWORD, 'Passw0rd-number-2'), tooMany);
    await answer(server.root, 'UpdateLoginProfile', { UserName: 'bob', Password: 'By-the-adm1nistrator' });
    await answer(bob, 'ChangePassword', change('By-the-adm1nistrator', 'Passw0rd-number-2'));
  });

  test('is allowed by the security preference, and denied by a policy all the same', async () => {
    const denied = {
      Version: '1',
      Statement: [{ Effect: 'Deny', Action: 'ram:ChangePassword', Resource: '*' }],
    };
    const eve = await signingUser(server, 'eve', {}, denied);
    const frank = await signingUser(server, 'frank');
    const noPermission = (name: string) =>
      error(
        'NoPermission',
        `You are not authorized to do this action. Resource: acs:ram:*:${server.accountId}:user/${name} Action: ram:ChangePassword`,
        403,
      );
    const code = async (client: typeof eve) =>
      (await client.call('2015-05-01', 'ChangePassword', change(PASSWORD, 'Passw0rd-number-2'))).body.Code;
    if ((await code(eve)) !== noPermission('eve').body.Code) throw new Error('a policy that denies did not count');
    await answer(server.root, 'SetSecurityPreference', { AllowUserToChangePassword: false });
    if ((await code(frank)) !== 'NoPermission') throw new Error('the preference did not count at once');
    await answer(server.root, 'SetSecurityPreference', { AllowUserToChangePassword: true });
    await answer(frank, 'ChangePassword', change(PASSWORD, 'Passw0rd-number-2'));
  });

  test('refuses by name', async () => {
    await refused(server.root, 'ChangePassword', change('a', 'b'), notForAccounts);
    const without = await server.user('without');
    await refused(without, 'ChangePassword', change('a', 'b'), noProfile);
    await refused(without, 'ChangePassword', { NewPassword: 'b' }, missing('OldPassword'));
    await refused(without, 'ChangePassword', { OldPassword: 'b' }, missing('NewPassword'));
  });
});
