/**
 * `npm run screenshots [-- DIR]`: the pictures of README and documentation, made anew into docs/images or DIR. A server of its own in
 * a scratch folder, a real Chromium, and the pages as a person has them after a short walk. Passwords are masked on all of them.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium, startChromium } from '../test/browser/chromium.js';
import { startChildServer } from '../test/child-server.js';
import { Camera } from './camera.js';
import { withPalette } from './palette.js';
import { prepare } from './prepare.js';
import { scenes } from './scenes.js';

/** What a reader on a slow line can be asked to load. */
const MOST_BYTES = 150_000;

const executable = findChromium();
if (!executable) {
  process.stderr.write('No Chromium here: install it, or name one in CHANCERY_TEST_CHROMIUM.\n');
  process.exit(1);
}
const folder = resolve(process.argv[2] ?? 'docs/images');
mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'chancery-screenshots-'));
const server = await startChildServer({ data });
const browser = await startChromium(executable);
try {
  const prepared = await prepare(server);
  for (const { name, look, show } of scenes) {
    const file = join(folder, `${name}.png`);
    await using camera = await Camera.open(browser, server.url, look);
    await show(camera, prepared);
    const picture = withPalette(await camera.page.screenshot({ animations: 'disabled', caret: 'hide' }));
    writeFileSync(file, picture);
    process.stdout.write(`${file} ${Math.round(picture.length / 1000)} kB\n`);
    if (picture.length > MOST_BYTES) throw new Error(`${file} has more than ${MOST_BYTES} bytes`);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
