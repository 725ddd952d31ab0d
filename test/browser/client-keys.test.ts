/** The page of client keys: what the record says, and the way to a replacement. */
import { expect, test } from 'vitest';
import { makeClientKey } from '../api/kms-instance/use-instance.js';
import { InstanceClient } from '../instance-client.js';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';

const PASSWORD = 'next-Passw0rd';

describeInBrowser('client keys', browsing => {
  test('are listed with their last uses, and replaced', async () => {
    const { server } = browsing;
    const [used, unused] = [await makeClientKey(server.root), await makeClientKey(server.root)];
    await new InstanceClient(server.url, used).call('GenerateRandom', { Length: 1 });

    const { page } = await browsing.visit({ secrets: [PASSWORD] });
    const explorer = new Explorer(page, server.url);
    await explorer.open('#/client-keys');
    await explorer.signIn(server.rootAccessKey);
    await page.getByText('Client keys: 2. End soon: 0. Can be deleted: 0.').waitFor();
    const entry = (id: string) => page.getByRole('listitem').filter({ hasText: id });
    await entry(used.id)
      .getByText(/^20\S+ \S+ UTC, kms-instance:GenerateRandom from 127\.0\.0\.1$/)
      .waitFor();
    await entry(unused.id).getByText('never').waitFor();
    await page.getByLabel('Ends within (days)').fill('3650');
    await page.getByRole('button', { name: 'List' }).click();
    await page.getByText('Client keys: 2. End soon: 2. Can be deleted: 0.').waitFor();
    await page.getByLabel('Ends within (days)').fill('many');
    await page.getByRole('button', { name: 'List' }).click();
    await page.getByRole('alert').getByText('ExpiresWithinDays').waitFor();
    await page.getByLabel('Ends within (days)').fill('30');
    await page.getByRole('button', { name: 'List' }).click();

    await entry(used.id)
      .getByRole('button', { name: `Replace ${used.id}` })
      .click();
    await page.getByRole('heading', { level: 1, name: 'RotateClientKey' }).waitFor();
    await page.getByText('extension of this server').waitFor();
    expect(await explorer.field('ClientKeyId').inputValue()).toBe(used.id);
    expect(await explorer.field('OverlapHours').inputValue()).toBe('24');
    await explorer.fill({ Password: PASSWORD });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const { status, answer } = await explorer.answerTo(() =>
      page.getByRole('dialog').getByRole('button', { name: 'Send' }).click(),
    );
    expect(status).toBe(200);
    await page.getByRole('link', { name: 'Client keys' }).click();
    await page.getByText('Client keys: 3. End soon: 1.').waitFor();
    await entry(String(answer.ClientKeyId)).waitFor();
  });

  test('are nobody’s without signing in', async () => {
    const { page } = await browsing.visit();
    const explorer = new Explorer(page, browsing.server.url);
    await explorer.open('#/client-keys');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('listitem').count()).toBe(0);
  });
});
