/** The Explorer as a person uses it: through labels, buttons and links, never through its insides. */
import type { Locator, Page, Response } from 'playwright-core';

/** What a person signs in with. */
export interface Pair {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
}

/** What a call of the Explorer came to. */
export interface Called {
  readonly status: number;
  readonly answer: Record<string, unknown>;
}

export class Explorer {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Opens a place of the application and waits until it is drawn. */
  async open(place = ''): Promise<void> {
    await this.page.goto(`${this.url}/console/${place}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  async operation(product: string, action: string): Promise<void> {
    await this.open(`#/explore/${product}/${action}`);
    await this.page.getByRole('heading', { level: 1, name: action }).waitFor();
  }

  get signInDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Sign in with an AccessKey' });
  }

  /** Fills the dialog, which has to be open, and confirms it. */
  async enterPair({ AccessKeyId, AccessKeySecret }: Pair): Promise<void> {
    await this.signInDialog.getByLabel('AccessKey ID').fill(AccessKeyId);
    await this.signInDialog.getByLabel('AccessKey Secret').fill(AccessKeySecret);
    await this.signInDialog.getByRole('button', { name: 'Sign in' }).click();
  }

  async signIn(pair: Pair): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    await this.enterPair(pair);
    await this.page.getByRole('button', { name: 'Sign out' }).waitFor();
    await this.signInDialog.waitFor({ state: 'hidden' });
  }

  field(name: string): Locator {
    return this.page.getByRole('form', { name: 'Parameters' }).getByLabel(name, { exact: true });
  }

  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(values)) await this.field(name).fill(value);
  }

  /** Takes the values of the example that the declaration has. */
  async fillExample(title: string): Promise<void> {
    await this.page.getByRole('button', { name: title, exact: true }).click();
  }

  /** Sends the form and waits until its answer is on the page. */
  async send(): Promise<Called> {
    return this.answerTo(() => this.page.getByRole('button', { name: 'Send', exact: true }).click());
  }

  /** Does something that sends the form, and waits until the answer is on the page. */
  async answerTo(act: () => Promise<void>): Promise<Called> {
    const [response] = await Promise.all([this.page.waitForResponse(isCall), act()]);
    const answer = (await response.json()) as Record<string, unknown>;
    await this.answer.getByText(String(answer.RequestId)).first().waitFor();
    // A button that still turns takes no click.
    await this.page.locator('form .ant-btn-loading').waitFor({ state: 'detached' });
    return { status: response.status(), answer };
  }

  get answer(): Locator {
    return this.page.getByRole('region', { name: 'Answer', exact: true });
  }

  /** Downloads what the button gives and says its name and content. */
  async download(button: Locator): Promise<{ readonly name: string; readonly path: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), path: await download.path() };
  }
}

function isCall(response: Response): boolean {
  return response.request().headers()['x-acs-action'] !== undefined;
}
