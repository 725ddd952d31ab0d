import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { kms, ok } from '../kms-calls.js';

const server = useTestServer({ region: 'ap-southeast-1' });

test('lists the region of the server', async () => {
  expect(await kms(server.root, 'DescribeRegions')).toEqual(
    ok({ Regions: { Region: [{ RegionId: 'ap-southeast-1' }] } }),
  );
});
