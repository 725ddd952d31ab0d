/** Password policy, security preference and alias of an account. */
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, invalid, invalidCharacters, missing, refused, tooLong } from '../calls.js';

const server = useTestServer();

describe('the password policy', () => {
  const usual = {
    MinimumPasswordLength: 12,
    RequireLowercaseCharacters: true,
    RequireUppercaseCharacters: true,
    RequireNumbers: true,
    RequireSymbols: true,
    HardExpiry: false,
    MaxPasswordAge: 0,
    PasswordReusePrevention: 0,
    MaxLoginAttemps: 5,
  };

  test('has defaults, and is changed member by member, also by calls at once', async () => {
    expect(await answer(server.root, 'GetPasswordPolicy')).toEqual({ PasswordPolicy: usual });
    const PasswordPolicy = { ...usual, MinimumPasswordLength: 8, RequireSymbols: false, MaxPasswordAge: 1095 };
    expect(
      await answer(server.root, 'SetPasswordPolicy', {
        MinimumPasswordLength: 8,
        RequireSymbols: false,
        MaxPasswordAge: 1095,
      }),
    ).toEqual({ PasswordPolicy });
    const others = [{ HardExpiry: true }, { PasswordReusePrevention: 24 }, { MaxLoginAttemps: 32 }];
    await Promise.all(others.map(it => answer(server.root, 'SetPasswordPolicy', it)));
    expect(await answer(server.root, 'GetPasswordPolicy')).toEqual({
      PasswordPolicy: { ...PasswordPolicy, ...Object.assign({}, ...others) },
    });
    expect(await answer(server.otherAccount, 'GetPasswordPolicy')).toEqual({ PasswordPolicy: usual });
  });

  test('refuses by name', async () => {
    const range = error(
      'InvalidParameter.MinimumPasswordLength.Range',
      'The parameter - "MinimumPasswordLength" MUST be in the range of 8 and 32.',
    );
    for (const MinimumPasswordLength of [0, 7, 33, -8]) {
      await refused(server.root, 'SetPasswordPolicy', { MinimumPasswordLength }, range);
    }
    const beyond = { MaxPasswordAge: 1096, PasswordReusePrevention: 25, MaxLoginAttemps: 33 };
    for (const [name, value] of Object.entries(beyond)) {
      await refused(server.root, 'SetPasswordPolicy', { [name]: value }, invalid(name));
      await refused(server.root, 'SetPasswordPolicy', { [name]: -1 }, invalid(name));
    }
  });
});

describe('the security preference', () => {
  const usual = {
    LoginProfilePreference: {
      AllowUserToChangePassword: true,
      EnableSaveMFATicket: false,
      LoginNetworkMasks: '',
      LoginSessionDuration: 6,
    },
    AccessKeyPreference: { AllowUserToManageAccessKeys: false },
    MFAPreference: { AllowUserToManageMFADevices: false },
    PublicKeyPreference: { AllowUserToManagePublicKeys: false },
  };

  test('has defaults, and is changed member by member', async () => {
    expect(await answer(server.root, 'GetSecurityPreference')).toEqual({ SecurityPreference: usual });
    const LoginNetworkMasks = '10.0.0.0/8; 2001:db8::/32;192.0.2.1';
    const set = {
      EnableSaveMFATicket: true,
      LoginNetworkMasks,
      LoginSessionDuration: 24,
      AllowUserToManagePublicKeys: false,
    };
    const SecurityPreference = {
      ...usual,
      LoginProfilePreference: {
        AllowUserToChangePassword: true,
        EnableSaveMFATicket: true,
        LoginNetworkMasks,
        LoginSessionDuration: 24,
      },
    };
    expect(await answer(server.root, 'SetSecurityPreference', set)).toEqual({ SecurityPreference });
    expect(await answer(server.root, 'GetSecurityPreference')).toEqual({ SecurityPreference });
    expect(await answer(server.otherAccount, 'GetSecurityPreference')).toEqual({ SecurityPreference: usual });
    await answer(server.root, 'SetSecurityPreference', { LoginNetworkMasks: '' });
  });

  test('lets users manage their own AccessKeys, and nobody else’s, from the next call on', async () => {
    const selfish = await server.user('selfish');
    const own = async (UserName?: string) =>
      (await selfish.call('2015-05-01', 'ListAccessKeys', UserName ? { UserName } : {})).status;
    await server.user('neighbour');
    expect(await own()).toBe(403);
    await answer(server.root, 'SetSecurityPreference', { AllowUserToManageAccessKeys: true });
    expect([await own(), await own('SELFISH'), await own('neighbour')]).toEqual([200, 200, 403]);
    await answer(server.root, 'SetSecurityPreference', { AllowUserToManageAccessKeys: false });
    expect(await own()).toBe(403);
  });

  test('refuses by name', async () => {
    const masks = error(
      'InvalidParameter.LoginNetworkMasks.Format',
      'The format of the parameter - "LoginNetworkMasks" is incorrect.',
    );
    const tooMany = Array.from({ length: 26 }, (_, n) => `10.0.0.${n}`).join(';');
    for (const LoginNetworkMasks of ['10.0.0.0/33', '1.2.3', '10.0.0.1,10.0.0.2'.replace(',', ' '), tooMany]) {
      await refused(server.root, 'SetSecurityPreference', { LoginNetworkMasks }, masks);
    }
    await refused(
      server.root,
      'SetSecurityPreference',
      { LoginNetworkMasks: 'office' },
      invalidCharacters('LoginNetworkMasks'),
    );
    await refused(
      server.root,
      'SetSecurityPreference',
      { AllowUserToManagePublicKeys: true },
      error(
        'InvalidParameter.AllowUserToManagePublicKeys',
        'The parameter - "AllowUserToManagePublicKeys" is incorrect. It can only be false: users have no public keys here.',
      ),
    );
    for (const LoginSessionDuration of [0, 25]) {
      await refused(server.root, 'SetSecurityPreference', { LoginSessionDuration }, invalid('LoginSessionDuration'));
    }
  });
});

describe('the alias of the account', () => {
  const alias = async (client = server.root) => (await answer(client, 'GetAccountAlias')).AccountAlias;

  test('is set, replaced, cleared, and free for another account then', async () => {
    expect(await alias()).toBe('');
    for (const AccountAlias of ['example-ltd', 'example-ltd', 'abc']) {
      expect(await answer(server.root, 'SetAccountAlias', { AccountAlias })).toEqual({});
      expect(await alias()).toBe(AccountAlias);
    }
    const taken = error('EntityAlreadyExists.AccountAlias', 'The account alias does already exist.', 409);
    await refused(server.otherAccount, 'SetAccountAlias', { AccountAlias: 'abc' }, taken);
    expect(await answer(server.root, 'ClearAccountAlias')).toEqual({});
    expect(await answer(server.root, 'ClearAccountAlias')).toEqual({});
    await answer(server.otherAccount, 'SetAccountAlias', { AccountAlias: 'abc' });
    expect([await alias(), await alias(server.otherAccount)]).toEqual(['', 'abc']);
  });

  test('refuses by name', async () => {
    await refused(server.root, 'SetAccountAlias', {}, missing('AccountAlias'));
    for (const AccountAlias of ['ab', 'a'.repeat(64)]) {
      await refused(server.root, 'SetAccountAlias', { AccountAlias }, tooLong('AccountAlias'));
    }
    for (const AccountAlias of ['Example', 'a.b.c', 'a b c']) {
      await refused(server.root, 'SetAccountAlias', { AccountAlias }, invalidCharacters('AccountAlias'));
    }
    const format = error(
      'InvalidParameter.AccountAlias.Format',
      'The format of the parameter - "AccountAlias" is incorrect.',
    );
    for (const AccountAlias of ['-abc', 'abc-', 'a--b', '1000000000000001']) {
      await refused(server.root, 'SetAccountAlias', { AccountAlias }, format);
    }
  });
});
