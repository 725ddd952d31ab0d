/** Network rules, permission policies, application access points and client keys. */
import { expect } from 'vitest';
import type { Scratch } from '../../strangers/commands.js';
import type { Call } from '../certificate-line.js';
import { walkClientKeyLine } from '../client-key-line.js';
import { codeOf } from '../code-of.js';

export async function walkAccessPoints(call: Call, name: string, scratch: Scratch): Promise<void> {
  const ClientKeyId = await walkClientKeyLine(call, name, scratch);
  const [rule, policy, accessPoint] = [`${name}-rule`, `${name}-policy`, `${name}-aap`];
  await call('UpdatePolicy', { Name: policy, Description: 'changed', Resources: '["secret/*"]' });
  expect(await call('DescribePolicy', { Name: policy })).toMatchObject({
    Description: 'changed',
    Resources: ['secret/*'],
  });
  expect(await call('ListPolicies', { PageSize: 100 })).toMatchObject({
    Policies: { Policy: expect.arrayContaining([expect.objectContaining({ Name: policy })]) },
  });
  await call('UpdateApplicationAccessPoint', { Name: accessPoint, Description: 'changed' });
  expect(await call('ListApplicationAccessPoints', { PageSize: 100 })).toMatchObject({
    ApplicationAccessPoints: {
      ApplicationAccessPoint: expect.arrayContaining([expect.objectContaining({ Name: accessPoint })]),
    },
  });
  await call('DeleteClientKey', { ClientKeyId });
  expect(await codeOf(call('GetClientKey', { ClientKeyId }))).toBe('Forbidden.ResourceNotFound');
  await call('DeleteApplicationAccessPoint', { Name: accessPoint });
  await call('DeletePolicy', { Name: policy });
  await call('DeleteNetworkRule', { Name: rule });
}
