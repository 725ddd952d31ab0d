/** A client key in the browser: opened from its file, it signs calls of the instance in protobuf, and is kept nowhere. */
import type { Response } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { kmsOk } from '../api/kms/kms-calls.js';
import { Scratch } from '../strangers/commands.js';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';

const PASSWORD = 'browser-Passw0rd';
const TEXT = 'seen by the browser alone';
const SECRET = 'value-of-the-secret';

describeInBrowser('a client key in the Explorer', browsing => {
  const scratch = new Scratch();
  let file: string;
  let content: { KeyId: string; PrivateKeyData: string };
  let KeyId: string;

  beforeAll(async () => {
    const { root } = browsing.server;
    const call = (action: string, parameters: Record<string, unknown> = {}) => kmsOk(root, action, parameters);
    const { DefaultKmsInstanceId } = await call('GetDefaultKmsInstance');
    await call('CreatePolicy', {
      Name: 'all',
      KmsInstance: String(DefaultKmsInstanceId),
      Permissions: '["RbacPermission/Template/CryptoServiceKeyUser","RbacPermission/Template/CryptoServiceSecretUser"]',
      Resources: '["key/*","secret/*"]',
    });
    await call('CreateApplicationAccessPoint', { Name: 'page', Policies: '["all"]' });
    const key = await call('CreateClientKey', { AapName: 'page', Password: PASSWORD });
    content = { KeyId: String(key.ClientKeyId), PrivateKeyData: String(key.PrivateKeyData) };
    file = scratch.write('clientKey.json', JSON.stringify(content));
    ({ KeyId } = (await call('CreateKey')).KeyMetadata as { KeyId: string });
    await call('CreateSecret', { SecretName: 'of-the-page', VersionId: 'v1', SecretData: SECRET });
  });

  const enter = async () => {
    const visitor = await browsing.visit({ secrets: [PASSWORD, TEXT, SECRET, content.PrivateKeyData] });
    const { page } = visitor;
    const explorer = new Explorer(page, browsing.server.url);
    const dialog = page.getByRole('dialog', { name: 'Open a client key' });
    const answered = async (act: () => Promise<void>): Promise<Response> => {
      const isCall = (response: Response) => response.request().headers()['x-kms-apiname'] !== undefined;
      const [response] = await Promise.all([page.waitForResponse(isCall), act()]);
      await explorer.answer.getByText('RequestId').first().waitFor();
      await page.locator('form .ant-btn-loading').waitFor({ state: 'detached' });
      return response;
    };
    const send = () => answered(() => page.getByRole('button', { name: 'Send', exact: true }).click());
    return { visitor, page, explorer, dialog, answered, send };
  };

  test('encrypts, decrypts and reads a secret, in memory only', async () => {
    const { visitor, page, explorer, dialog, answered, send } = await enter();
    const opening = () => visitor.requests.filter(address => address.includes('pkcs12'));
    await explorer.operation('kms-instance', 'Encrypt');
    await explorer.fill({ KeyId, Plaintext: TEXT });
    await page.getByRole('button', { name: 'Encode as Base64 (Plaintext)' }).click();
    await page.getByRole('button', { name: 'Open a client key and send' }).click();
    // The library that opens the file comes when it is wanted.
    expect(opening()).toEqual([]);
    await dialog.getByLabel('Client key file (JSON)').setInputFiles(file);
    await dialog.getByLabel('Password', { exact: true }).fill('wrong-Passw0rd');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await dialog.getByText('The file does not open with this password.').waitFor();
    expect(opening()).toHaveLength(1);
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    const encrypted = await answered(() => dialog.getByRole('button', { name: 'Open', exact: true }).click());
    expect([encrypted.status(), encrypted.headers()['content-type']]).toEqual([200, 'application/x-protobuf']);
    await page.getByText(`Signed by ${content.KeyId}`).waitFor();

    await page.getByRole('tab', { name: 'Exchange' }).click();
    const exchange = page.getByRole('tabpanel', { name: 'Exchange' });
    await exchange.getByText('x-kms-date').waitFor();
    expect(await exchange.textContent()).not.toContain(Buffer.from(TEXT).toString('base64'));
    await page.getByRole('tab', { name: 'Answer' }).click();

    await explorer.answer.getByRole('button', { name: 'Decrypt it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Decrypt', exact: true }).waitFor();
    await explorer.field('Iv').waitFor();
    expect((await send()).status()).toBe(200);
    const plaintext = explorer.answer.getByRole('region', { name: 'Plaintext', exact: true });
    await plaintext.getByRole('button', { name: 'Show' }).click();
    expect(await plaintext.locator('pre').textContent()).toBe(TEXT);

    await explorer.operation('kms-instance', 'GetSecretValue');
    await explorer.fill({ SecretName: 'of-the-page' });
    expect((await send()).status()).toBe(200);
    expect(await page.textContent('body')).not.toContain(SECRET);
    await explorer.answer.getByRole('button', { name: 'Show secrets' }).click();
    await explorer.answer.getByText(SECRET).waitFor();
    await visitor.expectNothingKept();
    expect(await visitor.kept()).toEqual({ local: '{}', session: '{}', cookies: '[]' });

    // The key opens no more once it is closed, and what it brought is gone.
    await page.getByRole('button', { name: 'Close the key' }).click();
    await page.getByRole('button', { name: 'Open a client key and send' }).waitFor();
    expect(await page.textContent('body')).not.toContain(SECRET);
  });

  test('is told what the instance refuses, and what is no file', async () => {
    const { page, explorer, dialog, answered } = await enter();
    await explorer.operation('kms-instance', 'Encrypt');
    await explorer.fill({ KeyId: 'no-such-key', Plaintext: 'AA==' });
    await page.getByRole('button', { name: 'Open a client key and send' }).click();
    for (const [text, told] of [
      ['{}', 'This is no client key file'],
      [JSON.stringify({ KeyId: 'k', PrivateKeyData: 'MAA=' }), 'PrivateKeyData is no PKCS #12 file'],
    ] as const) {
      await dialog.getByLabel('Or its content').fill(text);
      await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await dialog.getByRole('button', { name: 'Open', exact: true }).click();
      await dialog.getByText(told).waitFor();
    }
    await dialog.getByLabel('Or its content').fill(JSON.stringify(content));
    const refused = await answered(() => dialog.getByRole('button', { name: 'Open', exact: true }).click());
    expect(refused.status()).toBe(404);
    await explorer.answer.getByRole('alert').getByText('Forbidden.KeyNotFound').waitFor();

    // Signing out closes the key too.
    await explorer.signIn(browsing.server.rootAccessKey);
    await page.getByText(`Signed by ${content.KeyId}`).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Open a client key and send' }).waitFor();
  });
});
