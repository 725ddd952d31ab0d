import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, namedAnswer, noUser, refused } from '../calls.js';
import { codeOf, twoCodes } from './authenticator-app.js';
import { newDevice, noDevice, noDeviceOfUser, userWithDevice } from './devices.js';

const wrongCodes = error('CheckAuthenticationCodeFail', 'The parameter - "AuthenticationCode" is inccorrect.', 403);
const noCode = error(
  'InvalidParameter.AuthenticationCode.Format',
  'The parameter - "AuthenticationCode" MUST be 6 numbers.',
);
const boundAlready = error(
  'EntityAlreadyExists.VirtualMFADevice.User',
  'The virtual mfa device does already been bound to a user.',
  409,
);
const hasDevice = error('EntityAlreadyExists.User.MFADevice', 'The user has already bound a MFA device.', 409);
const inUse = error(
  'DeleteConflict.VirtualMFADevice.User',
  'The virtual mfa device CAN NOT been bound to any user while deleting it.',
  409,
);

describe('MFA devices of users', () => {
  const server = useTestServer();
  const bind = (UserName: string, device: { SerialNumber: string; Base32StringSeed: string }, more: object = {}) => ({
    UserName,
    SerialNumber: device.SerialNumber,
    ...twoCodes(device.Base32StringSeed),
    ...more,
  });

  test('a device is bound, shown, taken away and deleted', async () => {
    const { SerialNumber } = await userWithDevice(server.root, 'Alice');
    expect(await answer(server.root, 'GetUserMFAInfo', { UserName: 'alice' })).toEqual({
      MFADevice: { SerialNumber, Type: 'VMFA' },
    });
    const spare = await newDevice(server.root, 'a-spare');
    const { VirtualMFADevices } = (await namedAnswer(server.root, 'ListVirtualMFADevices')) as Record<string, unknown>;
    expect(VirtualMFADevices).toEqual({
      VirtualMFADevice: [
        { SerialNumber: spare.SerialNumber },
        {
          SerialNumber,
          ActivateDate: 'time',
          User: { UserId: 'user id', UserName: 'Alice', DisplayName: '' },
        },
      ],
    });
    expect(await answer(server.otherAccount, 'ListVirtualMFADevices')).toEqual({
      VirtualMFADevices: { VirtualMFADevice: [] },
    });
    await refused(server.root, 'DeleteVirtualMFADevice', { SerialNumber }, inUse);
    expect(await answer(server.root, 'UnbindMFADevice', { UserName: 'Alice' })).toEqual({
      MFADevice: { SerialNumber },
    });
    await refused(server.root, 'GetUserMFAInfo', { UserName: 'Alice' }, noDeviceOfUser);
    await refused(server.root, 'UnbindMFADevice', { UserName: 'Alice' }, noDeviceOfUser);
    expect(await answer(server.root, 'DeleteVirtualMFADevice', { SerialNumber })).toEqual({});
    await refused(server.root, 'DeleteVirtualMFADevice', { SerialNumber }, noDevice);
  });

  test('only two codes that follow each other bind it, of now, a step before or a step after', async () => {
    const device = await newDevice(server.root, 'strict');
    await answer(server.root, 'CreateUser', { UserName: 'strict' });
    const { Base32StringSeed: seed } = device;
    const codes = (first: number, second: number) =>
      bind('strict', device, { AuthenticationCode1: codeOf(seed, first), AuthenticationCode2: codeOf(seed, second) });
    for (const [first, second] of [
      [0, -1],
      [0, 0],
      [-1, 1],
      [-5, -4],
      [4, 5],
    ] as const) {
      await refused(server.root, 'BindMFADevice', codes(first, second), wrongCodes);
    }
    await answer(server.root, 'BindMFADevice', codes(0, 1));
  });

  test('of several calls at once one gives a user its device, and a device its user', async () => {
    const devices = await Promise.all(['one', 'two'].map(name => newDevice(server.root, name)));
    for (const UserName of ['first', 'second']) await answer(server.root, 'CreateUser', { UserName });
    const sent = devices.flatMap(device => ['first', 'second'].map(user => bind(user, device)));
    const replies = await Promise.all(sent.map(it => server.root.call('2015-05-01', 'BindMFADevice', it)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
  });

  test('refuses by name', async () => {
    const owned = await userWithDevice(server.root, 'owner');
    const device = await newDevice(server.root, 'free');
    const call = (parameters: object) => ({ ...bind('nobody', device), ...parameters });
    await answer(server.root, 'CreateUser', { UserName: 'other' });
    await refused(server.root, 'BindMFADevice', call({}), noUser);
    await refused(server.root, 'BindMFADevice', bind('other', owned), boundAlready);
    await refused(server.root, 'BindMFADevice', bind('owner', device), hasDevice);
    for (const SerialNumber of [
      `acs:ram::${server.accountId}:mfa/none`,
      'free',
      `acs:ram::${server.otherAccountId}:mfa/free`,
    ]) {
      await refused(server.root, 'BindMFADevice', call({ UserName: 'other', SerialNumber }), noDevice);
      await refused(server.root, 'DeleteVirtualMFADevice', { SerialNumber }, noDevice);
    }
    await refused(server.otherAccount, 'DeleteVirtualMFADevice', { SerialNumber: device.SerialNumber }, noDevice);
    for (const AuthenticationCode1 of ['12345', '1234567', '12 456', 'abcdef']) {
      await refused(server.root, 'BindMFADevice', call({ UserName: 'other', AuthenticationCode1 }), noCode);
    }
    for (const name of ['UserName', 'SerialNumber', 'AuthenticationCode1', 'AuthenticationCode2']) {
      await refused(server.root, 'BindMFADevice', call({ UserName: 'other', [name]: undefined }), missing(name));
    }
    for (const action of ['GetUserMFAInfo', 'UnbindMFADevice']) {
      await refused(server.root, action, {}, missing('UserName'));
      await refused(server.root, action, { UserName: 'nobody' }, noUser);
      await refused(server.root, action, { UserName: 'other' }, noDeviceOfUser);
      await refused(server.otherAccount, action, { UserName: 'owner' }, noUser);
    }
  });

  test('the codes are in no log and no audit record', async () => {
    const device = await newDevice(server.root, 'quiet');
    await answer(server.root, 'CreateUser', { UserName: 'quiet' });
    const given = bind('quiet', device);
    await answer(server.root, 'BindMFADevice', given);
    const texts = [await server.auditText(), server.log];
    for (const code of [given.AuthenticationCode1, given.AuthenticationCode2]) {
      expect(texts.map(text => text.includes(`"${code}"`) || text.includes(`=${code}`))).toEqual([false, false]);
    }
  });
});
