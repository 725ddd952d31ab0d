/** A real Chromium for the browser suite and the screenshots: where it is, and how it is started. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What CHANCERY_TEST_CHROMIUM names, or the first that is found; undefined where there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment.CHANCERY_TEST_CHROMIUM) return environment.CHANCERY_TEST_CHROMIUM;
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  return [...folders.flatMap(folder => NAMES.map(name => join(folder, name))), ...ELSEWHERE].find(existsSync);
}

/** Headless. Its own sandbox does not run as root, where the machine is a container or a CI worker. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-lcd-text'],
  });
}
