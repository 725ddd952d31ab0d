/** Chapter: ten calls a second for each user, as the page says, and what becomes of the eleventh. */
import { setTimeout as delay } from 'node:timers/promises';
import { ThrottlingError } from '@alicloud/openapi-core';
import type { PermittedUser } from './permissions.js';
import type { Scene } from './scene.js';

/** On a busy machine eleven calls may be so far apart that the eleventh is due again: then she asks twice as often at once, and so on. */
const attempts = 5;

export async function throttleUser({ story, root }: Scene, user: PermittedUser): Promise<void> {
  story.chapter('Ten calls a second, and not eleven');
  story.says('carol asks for her private key eleven times at once:');
  const ask = () => user.clients.cas('DescribeCertificatePrivateKey', user.request);
  let refused: unknown[] = [];
  let calls = 11;
  for (let attempt = 0; attempt < attempts && refused.length === 0; attempt += 1) {
    // After a second of silence, a full second's worth of calls is due to her.
    await delay(1000);
    calls = 11 * 2 ** attempt;
    const results = await Promise.allSettled(Array.from({ length: calls }, ask));
    refused = results.filter(result => result.status === 'rejected').map(({ reason }) => reason as unknown);
  }
  const [error] = refused;
  const answered = calls - refused.length;
  const claim =
    calls === 11 ? 'ten calls are answered and one is refused' : `${answered} of ${calls} calls are answered`;
  story.check(claim, refused.length > 0 && answered >= 10, `${refused.length} of ${calls} refused`);
  story.check(
    `the SDK knows the refusal as its ThrottlingError: ${(error as ThrottlingError).code}, try again in ${(error as ThrottlingError).retryAfter} ms`,
    error instanceof ThrottlingError && error.code === 'Throttling.User' && (error.retryAfter ?? 0) > 0,
    error,
  );
  const others = await root.cas('DescribeCertificatePrivateKey', user.request);
  story.check('nobody else has to wait', typeof others.EncryptedData === 'string');
  await delay((error as ThrottlingError).retryAfter ?? 0);
  const { EncryptedData } = await ask();
  story.check('and after that time she is served again', typeof EncryptedData === 'string');
}
