/** The pictures: each a name, a look, and the way to what it shows. */
import type { Locator } from 'playwright-core';
import type { Camera, Look } from './camera.js';
import type { Prepared } from './prepare.js';

export interface Scene {
  readonly name: string;
  readonly look: Look;
  /** Leaves the page as it is to be seen. */
  show(camera: Camera, prepared: Prepared): Promise<void>;
}

const WIDE: Look = { width: 1280, height: 700, theme: 'light' };
const DARK: Look = { ...WIDE, theme: 'dark' };
const TALL: Look = { ...WIDE, height: 900 };
const PHONE: Look = { width: 390, height: 844, theme: 'light' };

/** Masked on the page. */
const PASSWORD = 'Picture+Taking-1';

async function getKey({ explorer }: Camera, { root, certificate }: Prepared): Promise<void> {
  await explorer.operation('cas', 'DescribeCertificatePrivateKey');
  await explorer.signIn(root);
  await explorer.fill({ Identifier: certificate, EncryptedCode: PASSWORD });
  await explorer.send();
}

/** The answer has a scroll bar of its own, which the wheel moves. */
async function scrollAnswerTo({ page, explorer }: Camera, target: Locator): Promise<void> {
  await target.waitFor();
  const [panel, place] = [await explorer.answer.boundingBox(), await target.boundingBox()];
  if (!panel || !place) throw new Error('the answer is not on the page');
  await page.mouse.move(panel.x + panel.width / 2, panel.y + 20);
  await page.mouse.wheel(0, place.y - panel.y);
}

export const scenes: readonly Scene[] = [
  { name: 'explorer', look: WIDE, show: getKey },
  {
    name: 'explorer-code',
    look: TALL,
    show: async (camera, prepared) => {
      await getKey(camera, prepared);
      await camera.page.getByRole('tab', { name: 'Code' }).click();
      const panel = camera.page.getByRole('tabpanel', { name: 'Code' });
      await panel.getByText(prepared.certificate).first().waitFor();
    },
  },
  {
    name: 'explorer-certificate',
    look: DARK,
    show: async ({ explorer }, { root, certificate }) => {
      await explorer.operation('cas', 'DescribeClientCertificate');
      await explorer.signIn(root);
      await explorer.fill({ Identifier: certificate });
      await explorer.send();
      await explorer.answer.getByText('SHA-256').first().waitFor();
    },
  },
  {
    name: 'explorer-denied',
    look: TALL,
    show: async (camera, { reader, certificate }) => {
      const { explorer } = camera;
      await explorer.operation('cas', 'DescribeCertificatePrivateKey');
      await explorer.signIn(reader);
      await explorer.fill({ Identifier: certificate, EncryptedCode: PASSWORD });
      await explorer.send();
      await scrollAnswerTo(camera, explorer.answer.getByRole('heading', { name: 'Why it was denied' }));
    },
  },
  {
    name: 'explorer-keys',
    look: TALL,
    show: async ({ explorer }, { root, key }) => {
      await explorer.operation('kms', 'GenerateDataKey');
      await explorer.signIn(root);
      await explorer.fill({ KeyId: key });
      await explorer.send();
    },
  },
  {
    name: 'client-keys',
    look: WIDE,
    show: async ({ page, explorer }, { root }) => {
      await explorer.open('#/client-keys');
      await explorer.signIn(root);
      await page.getByText(/^Client keys: /).waitFor();
    },
  },
  {
    name: 'reference',
    look: WIDE,
    show: async ({ page, url }) => {
      await page.goto(`${url}/reference/cas/DescribeCertificatePrivateKey`);
    },
  },
  {
    name: 'phone',
    look: PHONE,
    show: async (camera, prepared) => {
      await getKey(camera, prepared);
      await camera.explorer.answer.evaluate('element => element.scrollIntoView()');
    },
  },
];
