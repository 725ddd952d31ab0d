/** Keys and secrets in the Explorer: what is secret is masked, bytes can be read, and one click leads from an answer to the next operation. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { kmsOk } from '../api/kms/kms-calls.js';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';

const TEXT = 'line one\nline two';
const MASK = '••••••••';

describeInBrowser('keys and secrets in the Explorer', browsing => {
  const enter = async (secrets: readonly string[] = []) => {
    const { page } = await browsing.visit({ secrets });
    const explorer = new Explorer(page, browsing.server.url);
    await explorer.operation('kms', 'CreateKey');
    await explorer.signIn(browsing.server.rootAccessKey);
    const follow = async (label: string, action: string) => {
      await explorer.answer.getByRole('button', { name: label, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: action, exact: true }).waitFor();
    };
    const box = (path: string): Locator => explorer.answer.getByRole('region', { name: path, exact: true });
    return { page, explorer, follow, box };
  };

  test('a key, a ciphertext of two lines, and what was in it', async () => {
    const { page, explorer, follow, box } = await enter([TEXT, Buffer.from(TEXT).toString('base64')]);
    const made = await explorer.send();
    const { KeyId } = made.answer.KeyMetadata as { KeyId: string };
    await follow('Describe the key', 'DescribeKey');
    expect(await explorer.field('KeyId').inputValue()).toBe(KeyId);

    await explorer.operation('kms', 'Encrypt');
    await explorer.fill({ KeyId, Plaintext: TEXT });
    // Both lines, and neither to be seen.
    expect(await explorer.field('Plaintext').inputValue()).toBe(TEXT);
    const masked = await page.evaluate(
      'getComputedStyle(document.querySelector(".masked-lines")).getPropertyValue("-webkit-text-security")',
    );
    expect(masked).toBe('disc');
    await page.getByRole('button', { name: 'Encode as Base64' }).click();
    await explorer.send();
    await box('CiphertextBlob')
      .getByText(/^\d+ bytes$/)
      .waitFor();

    await follow('Decrypt it', 'Decrypt');
    expect(page.url()).not.toContain('CiphertextBlob');
    expect((await explorer.send()).answer.Plaintext).toBe(Buffer.from(TEXT).toString('base64'));
    const plaintext = box('Plaintext');
    await plaintext.getByText('17 bytes').waitFor();
    expect(await plaintext.locator('pre').textContent()).toBe(MASK);
    expect(await explorer.answer.textContent()).not.toContain(Buffer.from(TEXT).toString('base64'));
    await plaintext.getByRole('button', { name: 'Show' }).click();
    expect(await plaintext.locator('pre').textContent()).toBe(TEXT);
    await plaintext.getByText('Hex', { exact: true }).click();
    expect((await plaintext.locator('pre').textContent())?.replaceAll(' ', '')).toBe(Buffer.from(TEXT).toString('hex'));
    const file = await explorer.download(plaintext.getByRole('button', { name: 'Download' }));
    expect([file.name, readFileSync(file.path, 'utf8')]).toEqual(['Plaintext.bin', TEXT]);
  });

  test('the ciphertext of a data key, with its context', async () => {
    const { page, explorer, follow, box } = await enter();
    const { KeyId } = (await explorer.send()).answer.KeyMetadata as { KeyId: string };
    await explorer.open(`#/explore/kms/GenerateDataKey?KeyId=${KeyId}&EncryptionContext=%7B%22order%22%3A%227%22%7D`);
    await explorer.field('KeyId').waitFor();
    const { Plaintext } = (await explorer.send()).answer;
    await box('Plaintext').getByText('32 bytes').waitFor();
    expect(await page.textContent('body')).not.toContain(Plaintext);
    await follow('Decrypt it', 'Decrypt');
    expect((await explorer.send()).answer.Plaintext).toBe(Plaintext);
  });

  test('a signature, and its verification', async () => {
    const { root } = browsing.server;
    const { KeyMetadata } = await kmsOk(root, 'CreateKey', { KeySpec: 'EC_P256', KeyUsage: 'SIGN/VERIFY' });
    const { KeyId } = KeyMetadata as { KeyId: string };
    const { KeyVersions } = await kmsOk(root, 'ListKeyVersions', { KeyId });
    const [version] = (KeyVersions as { KeyVersion: { KeyVersionId: string }[] }).KeyVersion;
    const { page, explorer, follow } = await enter();
    const named = new URLSearchParams({ KeyId, KeyVersionId: version!.KeyVersionId, Algorithm: 'ECDSA_SHA_256' });
    await explorer.open(`#/explore/kms/AsymmetricSign?${named.toString()}`);
    await explorer.field('Digest').fill('a message');
    await page.getByRole('button', { name: 'SHA-256 of this text' }).click();
    const digest = createHash('sha256').update('a message').digest('base64');
    await expect.poll(() => explorer.field('Digest').inputValue()).toBe(digest);
    expect((await explorer.send()).status).toBe(200);
    await follow('Verify the signature', 'AsymmetricVerify');
    expect(await explorer.field('Digest').inputValue()).toBe(digest);
    expect((await explorer.send()).answer).toMatchObject({ Value: true });
  });

  test('the second walk leads to GetClientKey', async () => {
    const { page, explorer, follow } = await enter(['aap-Passw0rd']);
    const step = async (action: string, example: string) => {
      await explorer.open('#/explore');
      await page
        .getByRole('main')
        .getByRole('listitem')
        .getByRole('link', { name: action, exact: true })
        .last()
        .click();
      await page.getByRole('heading', { level: 1, name: action, exact: true }).waitFor();
      await explorer.fillExample(example);
      expect((await explorer.send()).status).toBe(200);
    };
    await step('CreatePolicy', 'One secret over the shared gateway, from one network');
    await step('CreateApplicationAccessPoint', 'An application with one policy');
    await step('CreateClientKey', 'A key for the next five years');
    await follow('See the client key', 'GetClientKey');
    expect((await explorer.send()).answer).toMatchObject({ AapName: 'aap_test', KeyAlgorithm: 'RSA_2048' });
  });

  test('secrets: a text of several lines, and bytes', async () => {
    const { page, explorer, follow, box } = await enter([TEXT]);
    await explorer.operation('kms', 'CreateSecret');
    await explorer.fill({ SecretName: 'of-two-lines', VersionId: 'v1', SecretData: TEXT });
    await explorer.send();
    await follow('Read the value', 'GetSecretValue');
    expect((await explorer.send()).answer.SecretData).toBe(TEXT);
    expect(await page.textContent('body')).not.toContain('line two');
    await explorer.answer.getByRole('button', { name: 'Show secrets' }).click();
    await explorer.answer.getByText('line one').waitFor();

    const bytes = Buffer.from([0, 1, 254, 255]);
    await kmsOk(browsing.server.root, 'CreateSecret', {
      SecretName: 'of-bytes',
      VersionId: 'v1',
      SecretData: bytes.toString('base64'),
      SecretDataType: 'binary',
    });
    await explorer.fill({ SecretName: 'of-bytes' });
    await explorer.send();
    const value = box('SecretData');
    await value.getByRole('button', { name: 'Show' }).click();
    expect(await value.locator('pre').textContent()).toBe('0001 feff');
    expect(await value.getByText('Text', { exact: true }).count()).toBe(0);
  });
});
