import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, call, error, invalid, invalidCharacters, missing, namedAnswer, refused, tooLong } from '../calls.js';
import { newRole, noRole, ofService, trustOf } from './trust.js';

const exists = error('EntityAlreadyExists.Role', 'The role does already EXIST.', 409);
const malformed = (fault: string) => error('MalformedPolicyDocument', `${fault}.`);

describe('CreateRole', () => {
  const server = useTestServer();

  test('answers the role it made, with its trust policy byte for byte', async () => {
    const AssumeRolePolicyDocument = `\n${ofService} `;
    const asked = { AssumeRolePolicyDocument, Description: '部署 & more', MaxSessionDuration: 43_200 };
    const made = await newRole(server, 'Deploy.it-1', asked);
    expect(made).toEqual({
      Role: {
        ...asked,
        RoleId: expect.stringMatching(/^[1-9]\d{17}$/),
        RoleName: 'Deploy.it-1',
        Arn: `acs:ram::${server.accountId}:role/Deploy.it-1`,
        CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    });
    const { Role } = await answer(server.root, 'GetRole', { RoleName: 'dEPLOY.IT-1' });
    expect(Role).toMatchObject(made.Role as object);
  });

  test('takes an hour for the longest session, and leaves the rest empty', async () => {
    const parameters = { RoleName: 'bare', AssumeRolePolicyDocument: ofService };
    expect(await namedAnswer(server.root, 'CreateRole', parameters)).toMatchObject({
      Role: { Description: '', MaxSessionDuration: 3600 },
    });
  });

  test('takes principals of every kind, with conditions', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'Alice' });
    await newRole(server, 'first');
    const account = server.accountId;
    const principals = [
      { RAM: `acs:ram::${account}:root` },
      { RAM: ['acs:ram::1000000000000009:root', 'acs:ram::1000000000000009:user/of-another-account'] },
      { RAM: [`acs:ram::${account}:user/aLICE`, `acs:ram::${account}:role/FIRST`] },
      { Service: ['ecs.aliyuncs.com', 'fc.aliyuncs.com'] },
      { Federated: [`acs:ram::${account}:oidc-provider/ci`, `acs:ram::${account}:saml-provider/sso`] },
      { RAM: `acs:ram::${account}:root`, Service: 'ecs.aliyuncs.com' },
    ];
    for (const [n, principal] of principals.entries()) {
      const condition = { StringEquals: { 'sts:ExternalId': 'abc' } };
      await newRole(server, `principal-${n}`, { AssumeRolePolicyDocument: trustOf(principal, condition) });
    }
  });

  test('refuses a trust policy that names a user or a role of the account that is not there', async () => {
    for (const [kind, name] of [
      ['user', 'nobody'],
      ['role', 'itself'],
    ] as const) {
      const AssumeRolePolicyDocument = trustOf({ RAM: [`acs:ram::${server.accountId}:${kind}/${name}`] });
      const fault = `Statement[0].Principal names the ${kind} ${name}, which does not exist`;
      await refused(server.root, 'CreateRole', { RoleName: 'itself', AssumeRolePolicyDocument }, malformed(fault));
    }
  });

  test('refuses documents that are no trust policies', async () => {
    const documents = [
      '{}',
      'not JSON',
      JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] }),
      trustOf({ AWS: '*' }),
      trustOf({ RAM: '*' }),
      trustOf({ Service: 'ecs.aliyuncs.com' }, { NoSuchOperator: { a: 'b' } }),
    ];
    for (const AssumeRolePolicyDocument of documents) {
      const { status, body } = await call(server.root, 'CreateRole', { RoleName: 'refused', AssumeRolePolicyDocument });
      expect([AssumeRolePolicyDocument, status, body.Code]).toEqual([
        AssumeRolePolicyDocument,
        400,
        'MalformedPolicyDocument',
      ]);
    }
    await refused(server.root, 'GetRole', { RoleName: 'refused' }, noRole);
  });

  test('makes tags with it, each key once', async () => {
    await newRole(server, 'tagged', { Tag: '[{"Key":"owner","Value":"alice"},{"Key":"stage"}]' });
    const { Roles } = await answer(server.root, 'ListRoles', { Tag: '[{"Key":"stage"}]' });
    expect(Roles).toMatchObject({
      Role: [
        {
          RoleName: 'tagged',
          Tags: {
            Tag: [
              { TagKey: 'owner', TagValue: 'alice' },
              { TagKey: 'stage', TagValue: '' },
            ],
          },
        },
      ],
    });
    const twice = { RoleName: 'twice', AssumeRolePolicyDocument: ofService, Tag: '[{"Key":"k"},{"Key":"k"}]' };
    await refused(server.root, 'CreateRole', twice, invalid('Tag'));
  });

  test('refuses by name', async () => {
    await newRole(server, 'Ours');
    const whole = { RoleName: 'other', AssumeRolePolicyDocument: ofService };
    const refusals = [
      [{ RoleName: undefined }, missing('RoleName')],
      [{ AssumeRolePolicyDocument: undefined }, missing('AssumeRolePolicyDocument')],
      [{ RoleName: 'oURS' }, exists],
      [{ RoleName: 'a_b' }, invalidCharacters('RoleName')],
      [{ RoleName: 'a/*' }, invalidCharacters('RoleName')],
      [{ RoleName: 'a'.repeat(65) }, tooLong('RoleName')],
      [{ Description: 'x'.repeat(1025) }, tooLong('Description')],
      [{ AssumeRolePolicyDocument: 'x'.repeat(6145) }, tooLong('AssumeRolePolicyDocument')],
      [{ MaxSessionDuration: 3599 }, invalid('MaxSessionDuration')],
      [{ MaxSessionDuration: 43_201 }, invalid('MaxSessionDuration')],
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'CreateRole', { ...whole, ...part }, refusal);
    }
    await answer(server.otherAccount, 'CreateRole', { ...whole, RoleName: 'Ours' });
  });
});
