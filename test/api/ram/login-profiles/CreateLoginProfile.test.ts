import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, namedAnswer, noUser, refused, tooLong, wrongUserNames } from '../calls.js';
import { noProfile, PASSWORD, signingUser, tooWeak } from './profiles.js';

const exists = error('EntityAlreadyExists.User.LoginProfile', 'The user login profile does already EXIST.', 409);

describe('login profiles', () => {
  const server = useTestServer();
  const newUser = (UserName: string) => answer(server.root, 'CreateUser', { UserName });

  test('are made, shown, changed and deleted', async () => {
    await newUser('Alice');
    const profile = {
      UserName: 'Alice',
      PasswordResetRequired: true,
      MFABindRequired: false,
      CreateDate: 'time',
    };
    const asked = { UserName: 'alice', Password: PASSWORD, PasswordResetRequired: true };
    expect(await namedAnswer(server.root, 'CreateLoginProfile', asked)).toEqual({ LoginProfile: profile });
    await refused(server.root, 'CreateLoginProfile', asked, exists);
    expect(await namedAnswer(server.root, 'GetLoginProfile', { UserName: 'ALICE' })).toEqual({ LoginProfile: profile });
    const update = { UserName: 'alice', PasswordResetRequired: false, MFABindRequired: true };
    expect(await answer(server.root, 'UpdateLoginProfile', update)).toEqual({});
    const changed = { ...profile, PasswordResetRequired: false, MFABindRequired: true };
    expect(await namedAnswer(server.root, 'GetLoginProfile', { UserName: 'Alice' })).toEqual({ LoginProfile: changed });
    await answer(server.root, 'UpdateLoginProfile', { UserName: 'alice', Password: 'Another-passw0rd' });
    expect(await namedAnswer(server.root, 'GetLoginProfile', { UserName: 'Alice' })).toEqual({ LoginProfile: changed });
    expect(await answer(server.root, 'DeleteLoginProfile', { UserName: 'alice' })).toEqual({});
    for (const action of ['GetLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile']) {
      await refused(server.root, action, { UserName: 'Alice' }, noProfile);
    }
    await answer(server.root, 'CreateLoginProfile', asked);
  });

  test('of several calls at once one makes it', async () => {
    await newUser('rush');
    const calls = Array.from({ length: 3 }, () =>
      server.root.call('2015-05-01', 'CreateLoginProfile', { UserName: 'rush', Password: PASSWORD }),
    );
    expect((await Promise.all(calls)).map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test('the password is what the policy asks for, and one that is there already stays', async () => {
    await newUser('weak');
    const WEAK = ['Sh0rt-one', 'no-upper-case-1', 'NO-LOWER-CASE-1', 'No-digit-in-here', 'NoSymbolInHere123'];
    for (const Password of WEAK) {
      await refused(server.root, 'CreateLoginProfile', { UserName: 'weak', Password }, tooWeak('Password'));
    }
    await signingUser(server, 'kept');
    for (const Password of WEAK) {
      await refused(server.root, 'UpdateLoginProfile', { UserName: 'kept', Password }, tooWeak('Password'));
    }
    // Terraform sends the password with every change, also one that the policy would not allow any more.
    await answer(server.root, 'SetPasswordPolicy', { MinimumPasswordLength: 32 });
    await answer(server.root, 'UpdateLoginProfile', { UserName: 'kept', Password: PASSWORD, MFABindRequired: true });
    await answer(server.root, 'SetPasswordPolicy', { MinimumPasswordLength: 12 });
  });

  test('refuse by name', async () => {
    await newUser('mine');
    const call = { UserName: 'mine', Password: PASSWORD };
    await refused(server.root, 'CreateLoginProfile', { Password: PASSWORD }, missing('UserName'));
    await refused(server.root, 'CreateLoginProfile', { UserName: 'mine' }, missing('Password'));
    await refused(
      server.root,
      'CreateLoginProfile',
      { ...call, Password: `${'a'.repeat(127)}A1` },
      tooLong('Password'),
    );
    for (const action of ['CreateLoginProfile', 'GetLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile']) {
      await refused(server.root, action, { ...call, UserName: 'nobody' }, noUser);
      await refused(server.otherAccount, action, call, noUser);
      for (const [UserName, refusal] of wrongUserNames('UserName')) {
        await refused(server.root, action, { ...call, UserName }, refusal);
      }
    }
  });

  test('the password is in no log, no audit record and nowhere in the database', async () => {
    const Password = 'Seldom-seen-passw0rd';
    await newUser('secretive');
    await answer(server.root, 'CreateLoginProfile', { UserName: 'secretive', Password });
    const rows = await server.running.store.db.selectFrom('ram_login_profiles').selectAll().execute();
    const stored = rows.map(row => row.sealed_passwords.toString('latin1')).join();
    for (const text of [await server.auditText(), server.log, stored]) {
      expect([text.includes(Password), text.includes('argon2id')]).toEqual([false, false]);
    }
  });

  test('a user with a password or a device is not deleted, and the password is named first', async () => {
    await newUser('leaver');
    await answer(server.root, 'CreateLoginProfile', { UserName: 'leaver', Password: PASSWORD });
    const conflict = error(
      'DeleteConflict.User.LoginProfile',
      'The user CAN NOT has any login profile while deleting the user.',
      409,
    );
    await refused(server.root, 'DeleteUser', { UserName: 'leaver' }, conflict);
    await answer(server.root, 'DeleteLoginProfile', { UserName: 'leaver' });
    await answer(server.root, 'DeleteUser', { UserName: 'leaver' });
  });
});
