import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  error,
  invalid,
  invalidCharacters,
  missing,
  namedAnswer,
  policyDocument,
  refused,
  tooLong,
  wrongPolicyNames,
} from '../calls.js';

const exists = error('EntityAlreadyExists.Policy', 'The policy does already EXIST.', 409);
const malformed = (fault: string) => error('MalformedPolicyDocument', `${fault}.`);

describe('CreatePolicy', () => {
  const server = useTestServer();

  const PolicyDocument = policyDocument('kms:*');

  test('answers the policy it made, in version v1', async () => {
    const asked = { PolicyName: 'Use-Keys-1', PolicyDocument, Description: 'Keys,\n云 "&"' };
    expect(await namedAnswer(server.root, 'CreatePolicy', asked)).toEqual({
      Policy: {
        PolicyName: 'Use-Keys-1',
        PolicyType: 'Custom',
        Description: 'Keys,\n云 "&"',
        DefaultVersion: 'v1',
        CreateDate: 'time',
      },
    });
    expect(await namedAnswer(server.root, 'CreatePolicy', { PolicyName: 'bare', PolicyDocument })).toMatchObject({
      Policy: { PolicyName: 'bare', Description: '' },
    });
  });

  test('keeps the document byte for byte', async () => {
    const document = ` \n${PolicyDocument.replace('"kms:*"', '[ "kms:\\u002a" ]')}\t\r\n`;
    for (const place of ['query', 'form', 'json'] as const) {
      const parameters = { PolicyName: `exact-${place}`, PolicyDocument: document };
      await answer(server.root, 'CreatePolicy', parameters, { place });
      const found = await answer(server.root, 'GetPolicy', { PolicyName: `exact-${place}`, PolicyType: 'Custom' });
      expect(found.DefaultPolicyVersion).toMatchObject({ PolicyDocument: document });
    }
  });

  test('takes tags as JSON text and flattened, each key once', async () => {
    const Tags = [{ Key: 'owner', Value: 'alice' }, { Key: 'Owner' }];
    await answer(server.root, 'CreatePolicy', { PolicyName: 'tag-json', PolicyDocument, Tag: JSON.stringify(Tags) });
    await answer(server.root, 'CreatePolicy', { PolicyName: 'tag-flat', PolicyDocument, Tag: Tags });
    const { Policies } = await answer(server.root, 'ListPolicies', { PolicyType: 'Custom', Tag: '[{"Key":"owner"}]' });
    const shown = {
      Tag: [
        { TagKey: 'Owner', TagValue: '' },
        { TagKey: 'owner', TagValue: 'alice' },
      ],
    };
    expect(Policies).toMatchObject({
      Policy: [
        { PolicyName: 'tag-flat', Tags: shown },
        { PolicyName: 'tag-json', Tags: shown },
      ],
    });

    const twice = JSON.stringify([...Tags, { Key: 'owner' }]);
    await refused(server.root, 'CreatePolicy', { PolicyName: 'tags', PolicyDocument, Tag: twice }, invalid('Tag'));
    const many = JSON.stringify(Array.from({ length: 21 }, (_, n) => ({ Key: `k${n}` })));
    await refused(server.root, 'CreatePolicy', { PolicyName: 'tags', PolicyDocument, Tag: many }, invalid('Tag'));
    const wrong = [
      [
        '[{"Key":',
        error(
          'InvalidParameter.Tag.Format',
          'The format of the parameter - "Tag" is incorrect. It must be JSON such as [{"Key":"owner","Value":"alice"}], or Tag.1.Key=…; it ends too early.',
        ),
      ],
      ['[{"Value":"v"}]', missing('Tag.1.Key')],
      [`[{"Key":"${'k'.repeat(129)}"}]`, tooLong('Tag.1.Key')],
      [`[{"Key":"k","Value":"${'v'.repeat(257)}"}]`, tooLong('Tag.1.Value')],
      ['[{"Key":"k\\u0000"}]', invalidCharacters('Tag.1.Key')],
    ] as const;
    for (const [Tag, refusal] of wrong) {
      await refused(server.root, 'CreatePolicy', { PolicyName: 'tags', PolicyDocument, Tag }, refusal);
    }
  });

  test('refuses a name that is there in whatever case, in the account', async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Twice', PolicyDocument });
    await refused(server.root, 'CreatePolicy', { PolicyName: 'tWICE', PolicyDocument }, exists);
    await answer(server.otherAccount, 'CreatePolicy', { PolicyName: 'Twice', PolicyDocument });
    const rush = ['rush', 'Rush', 'RUSH'].map(PolicyName =>
      server.root.call('2015-05-01', 'CreatePolicy', { PolicyName, PolicyDocument }),
    );
    expect((await Promise.all(rush)).map(reply => reply.status).sort()).toEqual([200, 409, 409]);
  });

  test('refuses a malformed document and says what is wrong where', async () => {
    const statement = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };
    const wrong = [
      ['{', 'The policy document is not valid JSON: it ends too early'],
      ['[]', 'The policy document must be a JSON object'],
      [JSON.stringify({ Version: '2', Statement: [statement] }), 'Version must be "1"'],
      [JSON.stringify({ Version: '1', Statement: [] }), 'Statement must not be empty'],
      [
        JSON.stringify({ Version: '1', Statement: [statement, { ...statement, Effect: 'allow' }] }),
        'Statement[1].Effect must be "Allow" or "Deny"',
      ],
    ] as const;
    for (const [document, fault] of wrong) {
      await refused(server.root, 'CreatePolicy', { PolicyName: 'wrong', PolicyDocument: document }, malformed(fault));
    }
    const { status, body } = await server.root.call('2015-05-01', 'GetPolicy', {
      PolicyName: 'wrong',
      PolicyType: 'Custom',
    });
    expect([status, body.Code]).toEqual([404, 'EntityNotExist.Policy']);
  });

  test('refuses by name what is missing or wrong', async () => {
    await refused(server.root, 'CreatePolicy', { PolicyDocument }, missing('PolicyName'));
    await refused(server.root, 'CreatePolicy', { PolicyName: 'p' }, missing('PolicyDocument'));
    await refused(server.root, 'CreatePolicy', { PolicyName: 'p', PolicyDocument: '' }, missing('PolicyDocument'));
    for (const [PolicyName, refusal] of wrongPolicyNames) {
      await refused(server.root, 'CreatePolicy', { PolicyName, PolicyDocument }, refusal);
    }
    const padded = PolicyDocument.padEnd(6144);
    await answer(server.root, 'CreatePolicy', { PolicyName: 'longest', PolicyDocument: padded });
    const longer = { PolicyName: 'longer', PolicyDocument: `${padded} ` };
    await refused(server.root, 'CreatePolicy', longer, tooLong('PolicyDocument'));
    const long = { PolicyName: 'p', PolicyDocument, Description: 'd'.repeat(1025) };
    await refused(server.root, 'CreatePolicy', long, tooLong('Description'));
    const control = { PolicyName: 'p', PolicyDocument, Description: '\u0007' };
    await refused(server.root, 'CreatePolicy', control, invalidCharacters('Description'));
  });

  test('is permitted by the tags in the request', async () => {
    const maker = await server.user('maker', {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'ram:CreatePolicy',
          Resource: '*',
          Condition: { StringEquals: { 'acs:RequestTag/stage': 'test' } },
        },
      ],
    });
    const Tag = '[{"Key":"stage","Value":"test"}]';
    await answer(maker, 'CreatePolicy', { PolicyName: 'tagged', PolicyDocument, Tag });
    const { status } = await maker.call('2015-05-01', 'CreatePolicy', { PolicyName: 'untagged', PolicyDocument });
    expect(status).toBe(403);
  });
});
