/** Names, tags, error texts, links and searches that try to become part of the page. They stay text, wherever they are shown. */
import { expect, test } from 'vitest';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';
import type { Visitor } from './visitor.js';

/** Where any of these became an element, there is an `xss-probe`, a request for `/xss-…`, or a word in `window.owned`. */
const MARKUP = [
  '<xss-probe></xss-probe>',
  '"><xss-probe onclick=owned=1></xss-probe><img src=/xss-1 onerror=owned=1>',
  '</script><script>owned=1</script><svg onload=owned=1>',
  "'-alert(1)-'{{owned=1}}",
  '<a href="javascript:owned=1">x</a>',
];

async function expectOnlyText({ page, requests }: Visitor): Promise<void> {
  expect(await page.locator('xss-probe, [onerror], [onload], [onclick], a[href^="javascript:"]').count()).toBe(0);
  expect(await page.evaluate('typeof window.owned')).toBe('undefined');
  expect(requests.filter(address => new URL(address).pathname.startsWith('/xss-'))).toEqual([]);
}

describeInBrowser('markup', browsing => {
  test('in names of certificates is shown as it is', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit();
    const explorer = new Explorer(visitor.page, server.url);
    await explorer.operation('cas', 'CreateRootCACertificate');
    await explorer.signIn(server.rootAccessKey);
    const [first = '', second = '', third = ''] = MARKUP;
    const values = { CommonName: first, Organization: second.slice(0, 64), OrganizationUnit: third.slice(0, 64) };
    await explorer.fill({ ...values, Locality: first, State: second, Years: '1' });
    const { status } = await explorer.send();
    expect(status).toBe(200);
    await explorer.answer.getByText(`CN=${first}`).first().waitFor();
    await expectOnlyText(visitor);
    await visitor.page.getByRole('tab', { name: 'Exchange' }).click();
    await visitor.page.getByRole('tab', { name: 'Signature' }).click();
    await expectOnlyText(visitor);
    await explorer.open('#/history');
    await visitor.page.getByText(first).first().waitFor();
    await expectOnlyText(visitor);
  });

  test('in names, tags and comments comes back from other operations as it is', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit();
    const explorer = new Explorer(visitor.page, server.url);
    const [comments, displayName] = MARKUP;
    await server.root.call('2015-05-01', 'CreateUser', {
      UserName: 'markup',
      Comments: comments,
      DisplayName: displayName,
    });
    await explorer.operation('ram', 'ListUsers');
    await explorer.signIn(server.rootAccessKey);
    expect((await explorer.send()).status).toBe(200);
    await explorer.answer.getByText('xss-probe').first().waitFor();
    await expectOnlyText(visitor);
  });

  test('in an error stays text', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit();
    const explorer = new Explorer(visitor.page, server.url);
    await explorer.operation('ram', 'CreatePolicy');
    await explorer.signIn(server.rootAccessKey);
    for (const markup of MARKUP) {
      const document = JSON.stringify({ Version: '1', Statement: [{ Effect: markup, [markup]: markup }] });
      await explorer.fill({ PolicyName: markup, PolicyDocument: document });
      await visitor.page.getByRole('button', { name: 'Send', exact: true }).click();
      await explorer.answerTo(() => visitor.page.getByRole('button', { name: 'Send anyway' }).click());
      await explorer.answer.getByRole('alert').waitFor();
      await expectOnlyText(visitor);
    }
  });

  test('in a link with parameters stays text, and secrets in it are ignored', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit();
    const explorer = new Explorer(visitor.page, server.url);
    const attack = encodeURIComponent(MARKUP[1] ?? '');
    await explorer.open(
      `#/explore/cas/DescribeCertificatePrivateKey?Identifier=${attack}&EncryptedCode=planted&${attack}=1`,
    );
    await explorer.field('Identifier').waitFor();
    expect(await explorer.field('Identifier').inputValue()).toBe(MARKUP[1]);
    expect(await explorer.field('EncryptedCode').inputValue()).toBe('');
    await expectOnlyText(visitor);
    await visitor.page.goto(`${server.url}/console/#/explore/${attack}/${attack}`);
    await visitor.page.getByText('This server offers no operation').waitFor();
    await expectOnlyText(visitor);
  });

  test('in a search stays text', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit();
    const { page } = visitor;
    for (const markup of MARKUP) {
      await page.goto(`${server.url}/reference/`);
      await page.getByRole('searchbox').fill(markup);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('heading', { level: 1, name: 'Search:' }).waitFor();
      await expectOnlyText(visitor);
      const encoded = encodeURIComponent(markup);
      await page.goto(`${server.url}/reference/errors?code=${encoded}&product=${encoded}`);
      await expectOnlyText(visitor);
    }
    await new Explorer(page, server.url).open();
    for (const markup of MARKUP) {
      await page.getByRole('searchbox', { name: 'Search operations' }).fill(markup);
      await page.getByText('Operations: 0').waitFor();
      await expectOnlyText(visitor);
    }
  });
});
