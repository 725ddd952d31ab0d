/** A browser window of a given look, and the Explorer in it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Explorer } from '../test/browser/explorer.js';

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

export class Camera {
  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    readonly explorer: Explorer,
    readonly url: string,
  ) {}

  static async open(browser: Browser, url: string, { width, height, theme }: Look): Promise<Camera> {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: 'reduce',
      locale: 'en-US',
      timezoneId: 'UTC',
    });
    const page = await context.newPage();
    return new Camera(context, page, new Explorer(page, url), url);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
  }
}
