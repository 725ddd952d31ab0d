import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, call, error, invalid, missing, noPolicy, policyDocument, refused, tooLong } from '../calls.js';
import { tagsJson, tagsOf } from './tagged.js';

const limit = error('LimitExceeded.Tag', 'The count of tags beyond the current limits.', 409);

describe('TagResources', () => {
  const server = useTestServer();
  const create = (PolicyName: string, tags = {}) =>
    answer(server.root, 'CreatePolicy', {
      PolicyName,
      PolicyDocument: policyDocument('kms:*'),
      ...(Object.keys(tags).length > 0 && { Tag: tagsJson(tags) }),
    });
  const tag = (names: readonly string[], tags: Readonly<Record<string, string>>) =>
    answer(server.root, 'TagResources', {
      ResourceType: 'policy',
      ResourceNames: JSON.stringify(names),
      Tag: tagsJson(tags),
    });

  test('gives tags to several, replaces the values of keys that are there, and leaves the other tags', async () => {
    await create('First', { owner: 'alice', stage: 'test' });
    await create('Second');
    expect(await tag(['fIRST', 'Second'], { owner: 'bob', 云: '' })).toEqual({});
    expect(await tagsOf(server.root, ['First'])).toEqual(['First owner=bob', 'First stage=test', 'First 云=']);
    expect(await tagsOf(server.root, ['Second'])).toEqual(['Second owner=bob', 'Second 云=']);
    const { Policies } = await answer(server.root, 'ListPolicies', { PolicyType: 'Custom', Tag: '[{"Key":"stage"}]' });
    expect(Policies).toMatchObject({ Policy: [{ PolicyName: 'First' }] });
  });

  test('takes names and tags in parts too', async () => {
    await create('Parts');
    const flat = { ResourceType: 'policy', ResourceNames: ['Parts'], Tag: [{ Key: 'a', Value: '1' }, { Key: 'b' }] };
    await answer(server.root, 'TagResources', flat);
    expect(await tagsOf(server.root, ['Parts'])).toEqual(['Parts a=1', 'Parts b=']);
  });

  test('keeps each to twenty tags, and changes none where one would have more', async () => {
    const many = Object.fromEntries(Array.from({ length: 19 }, (_, n) => [`k${n}`, 'v']));
    await create('Many', many);
    await create('Few');
    await tag(['Many'], { k0: 'new', k19: 'v' });
    const more = { ResourceType: 'policy', ResourceNames: '["Few","Many"]', Tag: tagsJson({ k0: 'x', k20: 'v' }) };
    await refused(server.root, 'TagResources', more, limit);
    expect(await tagsOf(server.root, ['Few'])).toEqual([]);
    expect(await tagsOf(server.root, ['Many'])).toContain('Many k0=new');
  });

  test('of calls at once for the same policies each has its effect', async () => {
    for (const name of ['x', 'y', 'z']) await create(name);
    const names = [
      ['x', 'y', 'z'],
      ['z', 'y', 'x'],
      ['y', 'z'],
      ['z', 'x'],
    ];
    await Promise.all(names.map((it, n) => tag(it, { [`call-${n}`]: '' })));
    expect(await tagsOf(server.root, ['x'])).toEqual(['x call-0=', 'x call-1=', 'x call-3=']);
    expect(await tagsOf(server.root, ['z'])).toHaveLength(4);
  });

  test('needs to be allowed on every policy, and to give only the tags that are allowed', async () => {
    await create('allowed');
    await create('forbidden');
    const tagger = await server.user('tagger', {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'ram:TagResources',
          Resource: `acs:ram:*:${server.accountId}:policy/allowed`,
          Condition: { StringEquals: { 'acs:RequestTag/stage': 'test' } },
        },
      ],
    });
    const ask = async (names: readonly string[], tags: Readonly<Record<string, string>>) => {
      const parameters = { ResourceType: 'policy', ResourceNames: JSON.stringify(names), Tag: tagsJson(tags) };
      return (await call(tagger, 'TagResources', parameters)).status;
    };
    expect(await ask(['allowed'], { stage: 'test' })).toBe(200);
    expect(await ask(['allowed'], { stage: 'live' })).toBe(403);
    expect(await ask(['allowed', 'forbidden'], { stage: 'test' })).toBe(403);
    expect(await ask(['absent'], { stage: 'test' })).toBe(403);
  });

  test('refuses by name', async () => {
    await create('Ours');
    const whole = { ResourceType: 'policy', ResourceNames: '["Ours"]', Tag: '[{"Key":"k","Value":"v"}]' };
    const refusals = [
      [{ ResourceType: undefined }, missing('ResourceType')],
      [{ ResourceNames: undefined }, missing('ResourceNames')],
      [{ Tag: undefined }, missing('Tag')],
      [{ Tag: '[]' }, invalid('Tag')],
      [{ ResourceType: 'user' }, invalid('ResourceType')],
      [{ ResourceNames: '["nothing"]' }, noPolicy],
      [{ ResourceNames: '["Ours","nothing"]' }, noPolicy],
      [{ ResourceNames: '["AdministratorAccess"]' }, noPolicy],
      [{ ResourceNames: JSON.stringify(Array.from({ length: 51 }, (_, n) => `p${n}`)) }, invalid('ResourceNames')],
      [{ Tag: '[{"Key":"k"},{"Key":"k"}]' }, invalid('Tag')],
      [{ Tag: '[{"Key":"acs:owner"}]' }, invalid('Tag')],
      [{ Tag: '[{"Value":"v"}]' }, missing('Tag.1.Key')],
      [{ Tag: `[{"Key":"${'k'.repeat(129)}"}]` }, tooLong('Tag.1.Key')],
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'TagResources', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'TagResources', whole, noPolicy);
    expect(await tagsOf(server.root, ['Ours'])).toEqual([]);
  });
});
