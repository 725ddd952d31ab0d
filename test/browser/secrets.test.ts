/** Where secrets are while a person works, and where they are not: storage, addresses, the history page, other tabs. */
import { expect, test } from 'vitest';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';

const PASSWORD = 'Kept+nowhere.1';

describeInBrowser('a session', browsing => {
  test('ends with a reload, and nothing of it is left', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit();
    const explorer = new Explorer(visitor.page, server.url);
    await explorer.operation('sts', 'GetCallerIdentity');
    await explorer.signIn(server.rootAccessKey);
    expect((await explorer.send()).status).toBe(200);
    await visitor.expectNothingKept();
    expect(await visitor.kept()).toEqual({ local: '{}', session: '{}', cookies: '[]' });
    await visitor.page.reload();
    await visitor.page.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await visitor.page.textContent('main')).not.toContain('RequestId');
    await visitor.page.getByRole('link', { name: 'History' }).click();
    await visitor.page.getByText('No calls yet.').waitFor();
  });

  test('survives a reload if the person asks, in this tab alone, and ends with signing out', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit();
    const { page } = visitor;
    const explorer = new Explorer(page, server.url);
    await explorer.open();
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    await explorer.signInDialog.getByRole('checkbox').check();
    visitor.asksToBeKept = true;
    await explorer.enterPair(server.rootAccessKey);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    const kept = await visitor.kept();
    expect([kept.local, kept.cookies]).toEqual(['{}', '[]']);
    expect(kept.session).toContain(server.rootAccessKey.AccessKeyId);

    const other = await page.context().newPage();
    await other.goto(`${server.url}/console/`);
    await other.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
    await other.close();

    await page.getByRole('button', { name: 'Sign out' }).click();
    visitor.asksToBeKept = false;
    expect((await visitor.kept()).session).toBe('{}');
  });

  test('is signed in with the pasted file of the first start', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = visitor;
    const explorer = new Explorer(page, server.url);
    await explorer.open();
    const file = JSON.stringify({ AccountId: server.accountId, ...server.rootAccessKey }, null, 2);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(file)})`);
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    await explorer.signInDialog.getByLabel('AccessKey ID').focus();
    await page.keyboard.press('ControlOrMeta+V');
    expect(await explorer.signInDialog.getByLabel('AccessKey Secret').inputValue()).toBe(
      server.rootAccessKey.AccessKeySecret,
    );
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });
});

describeInBrowser('a secret parameter', browsing => {
  test('is masked, sent, and then in no history, link, storage or log', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit({
      secrets: [PASSWORD],
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = visitor;
    const explorer = new Explorer(page, server.url);
    await explorer.operation('cas', 'DescribeCertificatePrivateKey');
    await explorer.signIn(server.rootAccessKey);
    await explorer.fill({ Identifier: 'some-certificate', EncryptedCode: PASSWORD });
    expect(await explorer.field('EncryptedCode').getAttribute('type')).toBe('password');
    expect((await explorer.send()).answer.Code).toBe('NotFound');

    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(link).toContain('DescribeCertificatePrivateKey?Identifier=some-certificate');
    expect(link).not.toContain('EncryptedCode');

    for (const tab of ['Exchange', 'Signature']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await page.getByRole('tabpanel', { name: tab }).textContent()).not.toContain(encodeURIComponent(PASSWORD));
    }

    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText('Not kept: EncryptedCode').waitFor();
    const shown = (await page.textContent('body')) ?? '';
    expect([shown.includes(PASSWORD), shown.includes('some-certificate')]).toEqual([false, true]);
    await visitor.expectNothingKept();

    // Repeating fills the form again, but for the secret, and waits for the person.
    await page.getByRole('button', { name: /^Repeat DescribeCertificatePrivateKey/ }).click();
    await explorer.field('Identifier').waitFor();
    expect(await explorer.field('EncryptedCode').inputValue()).toBe('');
    expect(server.log).not.toContain(PASSWORD);
  });

  test('is gone from the form after signing out', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit({ secrets: [PASSWORD] });
    const explorer = new Explorer(visitor.page, server.url);
    await explorer.operation('cas', 'DescribeCertificatePrivateKey');
    await explorer.signIn(server.rootAccessKey);
    await explorer.fill({ Identifier: 'x', EncryptedCode: PASSWORD });
    await visitor.page.getByRole('button', { name: 'Sign out' }).click();
    expect(await explorer.field('EncryptedCode').inputValue()).toBe('');
  });
});
