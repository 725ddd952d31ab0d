/** Everything that the Explorer can show, in both themes and at both widths: axe finds nothing serious, nothing scrolls sideways. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { makeClientKey } from '../api/kms-instance/use-instance.js';
import type { SignedClient } from '../signed-client.js';
import { faultsOf, LOOKS, type Rules } from './axe.js';
import { type Browsing, describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';

/** The walk has many steps, and axe looks at each. */
const TIMEOUT = 150_000;

describeInBrowser('accessibility of the Explorer', browsing => {
  let certificate: string;
  beforeAll(async () => {
    certificate = await issueCertificate(browsing.server.root);
    await makeClientKey(browsing.server.root);
  });

  test.each(LOOKS)(
    '$colorScheme at $width pixels',
    async ({ colorScheme, width, rules }) => {
      const { page } = await browsing.visit({ colorScheme, viewport: { width, height: 844 } });
      expect(await faultsOfExplorer(page, browsing, certificate, rules)).toEqual([]);
    },
    TIMEOUT,
  );
});

async function faultsOfExplorer(
  page: Page,
  { server }: Browsing,
  certificate: string,
  rules: Rules,
): Promise<string[]> {
  const faults: string[] = [];
  const look = async (place: string) => faults.push(...(await faultsOf(page, place, rules)));
  const explorer = new Explorer(page, server.url);

  await explorer.open();
  await page.getByText('Operations:').waitFor();
  await look('welcome');
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await explorer.enterPair({ ...server.rootAccessKey, AccessKeySecret: 'wrong' });
  await explorer.signInDialog.getByRole('alert').waitFor();
  await look('refused sign-in');
  await page.keyboard.press('Escape');
  await explorer.signIn(server.rootAccessKey);

  await explorer.operation(...(await longestName(server.url)));
  await look('longest name');

  await explorer.operation('cas', 'CreateClientCertificate');
  await page.getByRole('button', { name: 'Add an entry to Tags' }).click();
  await explorer.fill({ CommonName: 'x'.repeat(200), Days: 'many', BeforeTime: '1767225600' });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText(/The server would refuse this/).waitFor();
  await look('form with problems');
  await explorer.field('Algorithm').click();
  await page.getByRole('option').first().waitFor({ state: 'attached' });
  await look('open choice');

  await explorer.operation('ram', 'CreatePolicy');
  await page.locator('.json-editor').first().waitFor();
  await look('JSON editor');

  await explorer.operation('cas', 'DescribeClientCertificate');
  await explorer.fill({ Identifier: certificate });
  await explorer.send();
  await explorer.answer.getByText('CN=reader').first().waitFor();
  await look('answer with a certificate');
  for (const tab of ['Exchange', 'Signature', 'Code']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel', { name: tab }).locator('pre').first().waitFor();
    await look(`tab ${tab}`);
  }

  await explorer.operation('cas', 'DescribeCertificatePrivateKey');
  await explorer.fill({ Identifier: 'nothing', EncryptedCode: 'Some+Password' });
  await explorer.send();
  await explorer.answer.getByRole('alert').waitFor();
  await look('error');

  await explorer.operation('kms', 'CreateKey');
  const { KeyId } = (await explorer.send()).answer.KeyMetadata as { KeyId: string };
  await explorer.operation('kms', 'GenerateDataKey');
  await explorer.fill({ KeyId });
  await explorer.send();
  await explorer.answer.getByRole('button', { name: 'Decrypt it' }).waitFor();
  await look('bytes, masked and not, and where they lead');

  await explorer.open('#/client-keys');
  await page.getByText(/^Client keys: /).waitFor();
  await look('client keys');

  await explorer.operation('kms-instance', 'Encrypt');
  await explorer.fill({ KeyId, Plaintext: 'AA==' });
  await page.getByRole('button', { name: 'Open a client key and send' }).click();
  await page.getByRole('dialog', { name: 'Open a client key' }).getByLabel('Or its content').fill('{}');
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await look('a client key to be opened');
  await page.keyboard.press('Escape');

  await explorer.operation('ram', 'DeleteUser');
  await explorer.fill({ UserName: 'nobody' });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).waitFor();
  await look('confirmation');
  await page.keyboard.press('Escape');

  await explorer.open('#/history');
  await page.getByText('Not kept: EncryptedCode').waitFor();
  await look('history');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { level: 1, name: '调用' }).waitFor();
  await look('history in Chinese');
  return faults;
}

/** Product and action of the operation whose name needs most room. */
async function longestName(url: string): Promise<[product: string, action: string]> {
  const index = (await (await fetch(`${url}/openapi/index.json`)).json()) as {
    products: { code: string; operations: { action: string }[] }[];
  };
  const all = index.products.flatMap(({ code, operations }) =>
    operations.map(({ action }): [string, string] => [code, action]),
  );
  return all.reduce((longest, one) => (one[1].length > longest[1].length ? one : longest));
}

async function issueCertificate(root: SignedClient): Promise<string> {
  const call = async (action: string, parameters: object) => {
    const { status, body } = await root.call('2020-06-30', action, { ...parameters });
    if (status !== 200) throw new Error(`${action} answered ${status}`);
    return String(body.Identifier);
  };
  const subject = {
    Organization: 'O',
    OrganizationUnit: 'U',
    Locality: 'L',
    State: 'S',
    Algorithm: 'ECC_256',
    Years: '2',
  };
  const ParentIdentifier = await call('CreateRootCACertificate', { CommonName: 'Root', ...subject });
  const issuer = await call('CreateSubCACertificate', { CommonName: 'Sub', ParentIdentifier, ...subject, Years: '1' });
  return call('CreateClientCertificate', { ParentIdentifier: issuer, CommonName: 'reader', Days: '30' });
}
