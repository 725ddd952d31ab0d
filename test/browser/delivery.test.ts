/** How pages reach the browser: what they weigh, and what is there without scripts. */
import type { Response } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';

/** For everything that the Explorer's route loads, as it goes over the wire. */
const FIRST_LOAD_BYTES = 500_000;

describeInBrowser('the first load of an operation in the Explorer', browsing => {
  test('stays under 500 kB over the wire, headers included', async () => {
    const { server } = browsing;
    const { page } = await browsing.visit();
    const explorer = new Explorer(page, server.url);
    const responses: Response[] = [];
    page.on('response', response => responses.push(response));
    await explorer.operation('cas', 'DescribeCertificatePrivateKey');
    await page.getByText('Operations:').waitFor();
    await page.waitForLoadState('networkidle');
    const sizes = await Promise.all(responses.map(response => response.request().sizes()));
    const first = sizes.reduce(
      (sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize,
      0,
    );
    // Less than this, and something was not counted.
    expect(first).toBeGreaterThan(50_000);
    expect(first).toBeLessThan(FIRST_LOAD_BYTES);
  });
});

describeInBrowser('without scripts', browsing => {
  const visit = () => browsing.visit({ javaScriptEnabled: false });

  test('the reference can be read and searched', async () => {
    const { server } = browsing;
    const { page } = await visit();
    await page.goto(server.url);
    await page.getByRole('searchbox').fill('EncryptedCode');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'DescribeCertificatePrivateKey' }).click();
    for (const name of ['RAM authorization', 'Request parameters', 'Response elements', 'Examples', 'Error codes']) {
      await page.getByRole('heading', { level: 2, name }).waitFor();
    }
    expect(await page.getByRole('row').count()).toBeGreaterThan(10);
    // What is folded away opens without a script too.
    await page.getByText('Errors of the gateway, before the operation is reached').click();
    await page.getByText('SignatureDoesNotMatch').first().waitFor();
  });

  test('the Explorer says what it needs and where to read instead', async () => {
    const { page } = await visit();
    await page.goto(`${browsing.server.url}/console/`);
    expect(await page.locator('noscript p').textContent()).toContain('needs JavaScript');
    await page.locator('noscript a').click();
    await page.getByRole('heading', { level: 1, name: 'API reference' }).waitFor();
  });
});
