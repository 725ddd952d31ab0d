import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, call, invalid, missing, refused, tooLong } from '../calls.js';
import { newRole, noRole, ofService, trustOf } from './trust.js';

describe('UpdateRole', () => {
  const server = useTestServer();

  test('changes what is given and leaves the rest', async () => {
    const { Role } = await newRole(server, 'Deploy', { Description: 'old' });
    const change = async (parameters: object) =>
      (await answer(server.root, 'UpdateRole', { RoleName: 'dEPLOY', ...parameters })).Role;
    const UpdateDate = expect.any(String);
    expect(await change({ NewMaxSessionDuration: 7200 })).toEqual({
      ...(Role as object),
      MaxSessionDuration: 7200,
      UpdateDate,
    });
    const AssumeRolePolicyDocument = `${trustOf({ RAM: `acs:ram::${server.accountId}:role/deploy` })}\n`;
    const changed = { ...(Role as object), MaxSessionDuration: 7200, AssumeRolePolicyDocument, UpdateDate };
    expect(await change({ NewAssumeRolePolicyDocument: AssumeRolePolicyDocument })).toEqual(changed);
    expect(await change({ NewDescription: '' })).toEqual({ ...changed, Description: '' });
    expect(await change({})).toEqual({ ...changed, Description: '' });
    expect((await answer(server.root, 'GetRole', { RoleName: 'Deploy' })).Role).toEqual({
      ...changed,
      Description: '',
    });
  });

  test('refuses by name', async () => {
    await newRole(server, 'ours', { Description: 'stays' });
    const refusals = [
      [{ RoleName: undefined }, missing('RoleName')],
      [{ RoleName: 'nothing', NewDescription: 'x' }, noRole],
      [{ NewDescription: 'x'.repeat(1025) }, tooLong('NewDescription')],
      [{ NewMaxSessionDuration: 3599 }, invalid('NewMaxSessionDuration')],
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'UpdateRole', { RoleName: 'ours', ...part }, refusal);
    }
    await refused(server.otherAccount, 'UpdateRole', { RoleName: 'ours', NewDescription: 'x' }, noRole);
    for (const document of ['{}', trustOf({ RAM: `acs:ram::${server.accountId}:user/nobody` })]) {
      const parameters = { RoleName: 'ours', NewDescription: 'x', NewAssumeRolePolicyDocument: document };
      expect(await call(server.root, 'UpdateRole', parameters)).toMatchObject({
        status: 400,
        body: { Code: 'MalformedPolicyDocument' },
      });
    }
    expect((await answer(server.root, 'GetRole', { RoleName: 'ours' })).Role).toMatchObject({
      Description: 'stays',
      AssumeRolePolicyDocument: ofService,
    });
  });
});
