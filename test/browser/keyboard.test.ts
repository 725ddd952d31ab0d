/** Without a mouse: from signing in to an answer, with the focus always to be seen. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from './browsing.js';
import { Explorer } from './explorer.js';

/** More stops than any page has on the way to what is looked for. */
const MOST_STOPS = 120;

/** What has the focus: its name as far as a label, a text or a tag says one, and whether anything shows that it has it. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const label = element.labels?.[0] ?? document.querySelector('label[for="' + CSS.escape(element.id) + '"]');
  const inFrame = element.closest('.json-editor, .ant-input-affix-wrapper, .ant-select');
  const drawn = [element, inFrame].filter(Boolean).map(one => getComputedStyle(one));
  return {
    name: (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '').trim(),
    tag: element.tagName.toLowerCase(),
    seen: drawn.some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none'),
  };
})()`;

interface Focused {
  readonly name: string;
  readonly tag: string;
  readonly seen: boolean;
}

/** Goes on by Tab until something of this name has the focus. Fails on a stop that cannot be seen. */
async function tabTo(page: Page, name: string, tag: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<Focused>(FOCUSED);
    // Behind the last stop comes the browser's own bar, and then the page again.
    if (focused.tag === 'body') continue;
    expect({ ...focused, seen: true }).toEqual(focused);
    if (focused.name === name && focused.tag === tag) return;
    passed.push(`${focused.tag} ${focused.name}`);
  }
  throw new Error(`${MOST_STOPS} stops did not lead to ${name}: ${passed.join(', ')}`);
}

describeInBrowser('the keyboard alone', browsing => {
  test('leads from signing in over an operation to its answer', async () => {
    const { server } = browsing;
    const { page } = await browsing.visit();
    const explorer = new Explorer(page, server.url);
    await explorer.open();

    await tabTo(page, 'Skip to the content', 'button');
    await tabTo(page, 'Sign in', 'button');
    await page.keyboard.press('Enter');
    await page.locator('input:focus').and(explorer.signInDialog.getByLabel('AccessKey ID')).waitFor();
    await page.keyboard.type(server.rootAccessKey.AccessKeyId);
    await tabTo(page, 'AccessKey Secret', 'input');
    await page.keyboard.type(server.rootAccessKey.AccessKeySecret);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await explorer.signInDialog.waitFor({ state: 'hidden' });

    await tabTo(page, 'Search operations', 'input');
    await page.keyboard.type('CreateUser');
    await page.getByText('Operations: 1', { exact: true }).waitFor();
    await tabTo(page, 'CreateUser', 'a');
    await page.keyboard.press('Enter');
    // The heading of the new page has the focus, so that it is read and the form is next.
    await page.locator('h1:focus').getByText('CreateUser').waitFor();
    await tabTo(page, 'UserName', 'input');
    await page.keyboard.type('by-keyboard');
    await tabTo(page, 'Send', 'button');
    const { status } = await explorer.answerTo(() => page.keyboard.press('Enter'));
    expect(status).toBe(200);

    await tabTo(page, 'Tab 1 of 4Answer', 'div');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Exchange', selected: true }).waitFor();
  });

  test('skips to the content, and leaves a dialog without a trace', async () => {
    const { server } = browsing;
    const { page } = await browsing.visit();
    const explorer = new Explorer(page, server.url);
    await explorer.operation('sts', 'GetCallerIdentity');
    await tabTo(page, 'Skip to the content', 'button');
    await page.keyboard.press('Enter');
    await page.locator('h1:focus').waitFor();
    await tabTo(page, 'Sign in and send', 'button');
    await page.keyboard.press('Enter');
    await explorer.signInDialog.waitFor();
    await page.keyboard.press('Escape');
    await explorer.signInDialog.waitFor({ state: 'hidden' });
    await page.locator('button:focus').getByText('Sign in and send').waitFor();
    await explorer.answer.getByText('Nothing sent yet.').waitFor();
  });
});

describeInBrowser('language and theme', browsing => {
  test('follow the browser, and then the person, who finds them again after a reload', async () => {
    const { server } = browsing;
    const visitor = await browsing.visit({ locale: 'zh-CN', colorScheme: 'dark' });
    const { page } = visitor;
    await page.goto(`${server.url}/console/`);
    await page.getByRole('heading', { level: 1, name: 'API 调试' }).waitFor();
    expect(await look(page)).toEqual({ language: 'zh-CN', theme: 'dark' });

    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'API Explorer' }).waitFor();
    await page.getByRole('button', { name: 'Light' }).click();
    expect(await look(page)).toEqual({ language: 'en', theme: 'light' });
    expect((await visitor.kept()).local).toBe(
      JSON.stringify({ 'chancery.preferences': JSON.stringify({ language: 'en', theme: 'light' }) }),
    );
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'API Explorer' }).waitFor();
    expect(await look(page)).toEqual({ language: 'en', theme: 'light' });
  });
});

function look(page: Page): Promise<unknown> {
  return page.evaluate('({ language: document.documentElement.lang, theme: document.documentElement.dataset.theme })');
}
