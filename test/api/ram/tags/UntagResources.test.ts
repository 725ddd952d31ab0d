import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, missing, noPolicy, policyDocument, refused } from '../calls.js';
import { tagsJson, tagsOf } from './tagged.js';

describe('UntagResources', () => {
  const server = useTestServer();
  const create = (PolicyName: string) =>
    answer(server.root, 'CreatePolicy', {
      PolicyName,
      PolicyDocument: policyDocument('kms:*'),
      Tag: tagsJson({ a: '1', b: '2', c: '3' }),
    });
  const untag = (names: readonly string[], parameters: object) =>
    answer(server.root, 'UntagResources', {
      ResourceType: 'policy',
      ResourceNames: JSON.stringify(names),
      ...parameters,
    });

  test('takes the tags of the keys, also of several, and passes over those that are not there', async () => {
    await create('First');
    await create('Second');
    expect(await untag(['fIRST', 'Second'], { TagKeys: '["a","x"]' })).toEqual({});
    await untag(['Second'], { TagKeys: ['b'] });
    expect(await tagsOf(server.root)).toEqual(['First b=2', 'First c=3', 'Second c=3']);
  });

  test('takes all with All, which is not looked at beside TagKeys, and none without both', async () => {
    await create('Third');
    await untag(['Third'], {});
    await untag(['Third'], { TagKeys: '["a"]', All: true });
    expect(await tagsOf(server.root, ['Third'])).toEqual(['Third b=2', 'Third c=3']);
    await untag(['Third'], { All: true });
    expect(await tagsOf(server.root, ['Third'])).toEqual([]);
  });

  test('refuses by name', async () => {
    await create('Ours');
    const whole = { ResourceType: 'policy', ResourceNames: '["Ours"]', TagKeys: '["a"]' };
    const refusals = [
      [{ ResourceType: undefined }, missing('ResourceType')],
      [{ ResourceNames: undefined }, missing('ResourceNames')],
      [{ ResourceType: 'Policy' }, invalid('ResourceType')],
      [{ ResourceNames: '["Ours","nothing"]' }, noPolicy],
      [{ All: 'yes' }, invalid('All')],
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'UntagResources', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'UntagResources', whole, noPolicy);
    expect(await tagsOf(server.root, ['Ours'])).toHaveLength(3);
  });
});
