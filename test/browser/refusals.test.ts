/** What a person sees when something is refused, and what is asked before something is taken away. */
import { expect, test } from 'vitest';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';
import { newUser } from './people.js';

/** A throttle that never gives a token back: the second call of an operation is one too many. */
const STANDING_CLOCK = { throttle: '1', now: standing(new Date()) };

function standing(now: Date): () => Date {
  return () => now;
}

describeInBrowser('a refused sign-in', browsing => {
  test('says that the secret is wrong, and leaves nobody signed in', async () => {
    const { server } = browsing;
    const { page } = await browsing.visit({ secrets: ['not-the-secret-of-this-key'] });
    const explorer = new Explorer(page, server.url);
    await explorer.open();
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    await explorer.enterPair({ ...server.rootAccessKey, AccessKeySecret: 'not-the-secret-of-this-key' });
    const alert = explorer.signInDialog.getByRole('alert');
    await alert.getByText('The secret does not belong to this AccessKey ID.').waitFor();
    expect(await alert.textContent()).toContain('SignatureDoesNotMatch');
    await page.keyboard.press('Escape');
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
  });

  test('says that the AccessKey ID is unknown', async () => {
    const { server } = browsing;
    const { page } = await browsing.visit();
    const explorer = new Explorer(page, server.url);
    await explorer.open();
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    await explorer.enterPair({ AccessKeyId: 'LTAI5tNobodyHere', AccessKeySecret: 'whatever-it-was' });
    await explorer.signInDialog.getByText('This server knows no such AccessKey ID.').waitFor();
  });
});

describeInBrowser('a refused call', browsing => {
  test('by a policy is explained: who, what, on which resource', async () => {
    const { server } = browsing;
    const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'ram:ListUsers', Resource: '*' }] };
    const pair = await newUser(server, 'onlooker', policy);
    const { page } = await browsing.visit({ secrets: [pair.AccessKeySecret] });
    const explorer = new Explorer(page, server.url);
    await explorer.operation('cas', 'DescribeCACertificateCount');
    await explorer.signIn(pair);
    const { status, answer } = await explorer.send();
    expect([status, answer.Code]).toEqual([403, 'Forbidden.NoPermission']);
    const text = (await explorer.answer.textContent()) ?? '';
    for (const told of ['NoPermission', 'yundun-cert:DescribeCACertificateCount', 'SubUser']) {
      expect(text).toContain(told);
    }
    await explorer.answer.getByRole('heading', { name: 'Why it was denied' }).waitFor();
    // Nothing allowed it: the policy that would is there to copy.
    const ready = await explorer.answer.locator('.denial pre').textContent();
    expect(JSON.parse(ready ?? '')).toEqual({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'yundun-cert:DescribeCACertificateCount', Resource: '*' }],
    });
  });

  test('by a statement that denies is explained by that statement', async () => {
    const { server } = browsing;
    const Statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Sid: 'KeysStayHere', Effect: 'Deny', Action: 'yundun-cert:DescribeCertificatePrivateKey', Resource: '*' },
    ];
    const pair = await newUser(server, 'keyless', { Version: '1', Statement });
    const { page } = await browsing.visit({ secrets: [pair.AccessKeySecret] });
    const explorer = new Explorer(page, server.url);
    await explorer.operation('cas', 'DescribeCertificatePrivateKey');
    await explorer.signIn(pair);
    await explorer.fill({ Identifier: 'anything', EncryptedCode: 'a-password' });
    expect((await explorer.send()).status).toBe(403);
    const text = (await explorer.answer.textContent()) ?? '';
    expect(text).toContain(
      'Decided by Statement[1] of the policy keyless-policy (custom policy, v1), whose Sid is KeysStayHere',
    );
  });

  test('that says so before it is sent: what the server would check is checked here', async () => {
    const { server } = browsing;
    const { page } = await browsing.visit();
    const explorer = new Explorer(page, server.url);
    await explorer.operation('cas', 'DescribeCertificatePrivateKey');
    await explorer.signIn(server.rootAccessKey);
    await explorer.fill({ Identifier: 'anything', EncryptedCode: 'p'.repeat(33) });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The server would refuse this. Problems: 1').waitFor();
    const { status, answer } = await explorer.answerTo(() => page.getByRole('button', { name: 'Send anyway' }).click());
    expect([status, answer.Code]).toEqual([400, 'InvalidParameter.EncryptedCode']);
  });
});

describeInBrowser(
  'a throttled call',
  browsing => {
    test('says how long to wait', async () => {
      const { server } = browsing;
      const { page } = await browsing.visit();
      const explorer = new Explorer(page, server.url);
      await explorer.operation('cas', 'DescribeCACertificateCount');
      await explorer.signIn(server.rootAccessKey);
      expect((await explorer.send()).status).toBe(200);
      const { status, answer } = await explorer.send();
      expect([status, answer.Code]).toEqual([400, 'Throttling.User']);
      await explorer.answer.getByText(/Wait \d+\.\d seconds\./).waitFor();
    });
  },
  STANDING_CLOCK,
);

describeInBrowser('a clock that is off', browsing => {
  test('is noticed, and the time of the server can be used instead', async () => {
    const { server } = browsing;
    const { page } = await browsing.visit();
    await page.clock.install({ time: new Date(Date.now() - 40 * 60_000) });
    const explorer = new Explorer(page, server.url);
    await explorer.open();
    const notice = page.getByText(/This computer's clock is (?:39\.9|40(?:\.1)?) minutes behind the server's\./);
    await notice.waitFor();
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    await explorer.enterPair(server.rootAccessKey);
    await explorer.signInDialog.getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: "Sign with the server's time" }).click();
    await explorer.signIn(server.rootAccessKey);
  });
});

describeInBrowser('an operation that takes something away', browsing => {
  test('asks first, names what goes, and is not sent on no', async () => {
    const { server } = browsing;
    await newUser(server, 'leaver');
    const visitor = await browsing.visit();
    const { page } = visitor;
    const explorer = new Explorer(page, server.url);
    await explorer.operation('ram', 'DeleteAccessKey');
    await explorer.signIn(server.rootAccessKey);
    const { body } = await server.root.call('2015-05-01', 'ListAccessKeys', { UserName: 'leaver' });
    const [key] = (body.AccessKeys as { AccessKey: { AccessKeyId: string }[] }).AccessKey;
    await explorer.fill({ UserName: 'leaver', UserAccessKeyId: String(key?.AccessKeyId) });

    // Parts of the page may still come; what counts is calls of the API.
    const calls = () => visitor.requests.filter(address => new URL(address, server.url).pathname === '/').length;
    const sentBefore = calls();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'DeleteAccessKey: are you sure?' });
    await dialog.getByText('The AccessKey and its secret, for good.').waitFor();
    const asked = await dialog.textContent();
    expect(asked).toContain(key?.AccessKeyId);
    expect(asked).toContain('The AccessKey and its secret, for good.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(calls()).toBe(sentBefore);

    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const { status } = await explorer.answerTo(() => dialog.getByRole('button', { name: 'Send' }).click());
    expect(status).toBe(200);
  });
});
