import { expect, test } from 'vitest';
import { prepareReference } from '../../src/reference/prepare.js';
import { referenceRoutes } from '../../src/reference/routes.js';
import { source } from './source.js';

test('descriptions and large pages are made ahead: the first request finds them, and makes nothing', async () => {
  let made = 0;
  const routes = referenceRoutes(() => {
    made++;
    return source;
  });
  await prepareReference(routes, source.catalogue);
  const ahead = made;
  const openapi = routes.find(({ path }) => path === '/openapi/*');
  for (const name of ['index', ...source.catalogue.products.map(({ code }) => code)]) {
    const answer = await openapi?.answer(`/openapi/${name}.json`, new URLSearchParams(), {});
    expect(answer?.status).toBe(200);
  }
  expect(made).toBe(ahead);
});
