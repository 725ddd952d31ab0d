/** Every kind of reference page in both themes and at both widths: axe finds nothing serious, and no page scrolls sideways. */
import { expect, test } from 'vitest';
import { faultsOf, LOOKS } from './axe.js';
import { describeInBrowser } from './browsing.js';

const PAGES = [
  '',
  'cas',
  'cas/DescribeCertificatePrivateKey',
  'cas/CreateClientCertificate',
  'policy',
  'coverage',
  'errors',
  'errors?code=NotFound&product=cas',
  'requests',
  'signatures',
  'answers',
  'paging',
  'times',
  'authorization',
  '?q=password',
  'no-such-page',
];

/** These are many pages, some of them long. */
const TIMEOUT = 150_000;

describeInBrowser('accessibility of the reference', browsing => {
  test.each(LOOKS)(
    '$colorScheme at $width pixels',
    async ({ colorScheme, width, rules }) => {
      const { page } = await browsing.visit({ colorScheme, viewport: { width, height: 844 } });
      const faults: string[] = [];
      for (const place of PAGES) {
        await page.goto(`${browsing.server.url}/reference/${place}`);
        faults.push(...(await faultsOf(page, place, rules)));
      }
      expect(faults).toEqual([]);
    },
    TIMEOUT,
  );
});
