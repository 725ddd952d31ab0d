import { expect, test } from 'vitest';
import { pairIn } from './pasted-pair';

const pair = { accessKeyId: 'id', accessKeySecret: 'secret' };

test('the file of the first start and the answers that hold a pair can be pasted whole', () => {
  expect(pairIn('{"AccountId":"1","AccessKeyId":"id","AccessKeySecret":"secret"}')).toEqual(pair);
  expect(pairIn('{"AccessKey":{"AccessKeyId":"id","AccessKeySecret":"secret","Status":"Active"}}')).toEqual(pair);
  const role = '{"Credentials":{"AccessKeyId":"id","AccessKeySecret":"secret","SecurityToken":"t"}}';
  expect(pairIn(role)).toEqual({ ...pair, securityToken: 't' });
});

test('anything else is pasted as it is', () => {
  for (const text of ['LTAIabc', '{"AccessKeyId":"id"}', '[]', 'null', '{']) expect(pairIn(text)).toBeUndefined();
});
