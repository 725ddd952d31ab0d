/** The way of a newcomer: from the server's address to a private key that openssl has opened. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openssl, Scratch } from '../strangers/commands.js';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';

const PASSWORD = '!Walk@WS3ed';

describeInBrowser('a newcomer', browsing => {
  const scratch = new Scratch();

  test('goes from the address of the server to an opened private key', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit({ secrets: [PASSWORD] });
    const { page } = visitor;
    const explorer = new Explorer(page, server.url);

    // The address that the first start prints leads to the reference, and its page to the form.
    await page.goto(server.url);
    await page.getByRole('link', { name: 'DescribeCertificatePrivateKey' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'DescribeCertificatePrivateKey' }).waitFor();
    await page.getByRole('link', { name: 'Try it now' }).click();
    await explorer.field('EncryptedCode').waitFor();

    await explorer.signIn(server.rootAccessKey);
    expect(await page.getByRole('banner').textContent()).toContain(`acs:ram::${server.accountId}:root`);

    // What has to be there before is linked; what earlier calls made is offered.
    await page.getByRole('link', { name: 'CreateClientCertificate' }).last().click();
    await page.getByRole('heading', { level: 1, name: 'CreateClientCertificate' }).waitFor();
    await explorer.operation('cas', 'CreateRootCACertificate');
    await explorer.fillExample('A root CA for ten years');
    const root = await explorer.send();
    expect(root.status).toBe(200);
    await expectText(explorer, 'Example Root CA');

    await explorer.operation('cas', 'CreateSubCACertificate');
    await page.getByRole('form', { name: 'Parameters' }).getByText('Fill in:').waitFor();
    await page.getByRole('form', { name: 'Parameters' }).locator('button').nth(1).click();
    await explorer.fill({ ParentIdentifier: String(root.answer.Identifier), CommonName: 'Walk Sub CA' });
    const sub = await explorer.send();
    expect(sub.status).toBe(200);
    await expectText(explorer, 'Walk Sub CA');

    await explorer.operation('cas', 'CreateClientCertificate');
    await explorer.fill({ ParentIdentifier: String(sub.answer.Identifier), CommonName: 'walker', Immediately: '2' });
    const client = await explorer.send();
    expect(client.status).toBe(200);
    for (const fact of ['CN=walker', 'CN=Walk Sub CA', 'clientAuth', 'EC, P-256']) await expectText(explorer, fact);

    await explorer.operation('cas', 'DescribeCertificatePrivateKey');
    await explorer.fill({ Identifier: String(client.answer.Identifier), EncryptedCode: PASSWORD });
    const key = await explorer.send();
    expect(key.status).toBe(200);

    const box = explorer.answer.getByRole('region', { name: 'EncryptedData' });
    const file = await explorer.download(box.getByRole('button', { name: 'Download' }));
    expect(file.name).toBe('private-key.pem');
    copyFileSync(file.path, scratch.path(file.name));
    const command = (await box.locator('code').textContent()) ?? '';
    expect(command).toMatch(/^openssl ec -in private-key\.pem -out \S+$/);
    await runAsTyped(command, dirname(scratch.path(file.name)), PASSWORD);

    const opened = scratch.path(command.split(' ').at(-1) ?? '');
    expect(existsSync(opened)).toBe(true);
    const ofKey = openssl(['pkey', '-in', opened, '-pubout']);
    const certificate = scratch.write('certificate.pem', String(client.answer.X509Certificate));
    expect(openssl(['x509', '-in', certificate, '-noout', '-pubkey'])).toBe(ofKey);

    // The password is masked in the exchange until it is asked for.
    await page.getByRole('tab', { name: 'Exchange' }).click();
    const exchange = page.getByRole('tabpanel', { name: 'Exchange' });
    expect(await exchange.textContent()).not.toContain(encodeURIComponent(PASSWORD));
    await exchange.getByRole('button', { name: 'Show secrets' }).click();
    expect(await exchange.textContent()).toContain('EncryptedCode');

    // The same call as a program: with these parameters, without a secret, and as a project to take home.
    await page.getByRole('tab', { name: 'Code' }).click();
    const code = page.getByRole('tabpanel', { name: 'Code' });
    await code.getByText(String(client.answer.Identifier)).first().waitFor();
    const zip = await explorer.download(code.getByRole('button', { name: 'Download project' }));
    expect(zip.name).toMatch(/\.zip$/);
    const files = Object.entries(unzipSync(readFileSync(zip.path))).map(([name, bytes]) => ({
      name,
      text: strFromU8(bytes),
    }));
    for (const file of ['README.md', 'package.json', '.env.example']) {
      expect(files.map(({ name }) => name.split('/').at(-1))).toContain(file);
    }
    const whole = files.map(({ text }) => text).join('\n');
    expect(whole).toContain(client.answer.Identifier);
    for (const secret of [PASSWORD, server.rootAccessKey.AccessKeySecret, server.rootAccessKey.AccessKeyId]) {
      expect(whole.includes(secret)).toBe(false);
    }
  });
});

async function expectText(explorer: Explorer, text: string): Promise<void> {
  await explorer.answer.getByText(text).first().waitFor();
}

/** Runs a command the way a terminal would; without one, openssl reads the password from its input. */
async function runAsTyped(command: string, folder: string, password: string): Promise<void> {
  const child = spawn('sh', ['-c', command], { cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdin.end(`${password}\n`);
  const [status] = (await once(child, 'exit')) as [number | null];
  expect([status, errors.includes('rror')]).toEqual([0, false]);
}
