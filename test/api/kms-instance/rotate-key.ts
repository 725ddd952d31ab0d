/** Rotation at once: the API has no operation for it, so the job that rotates runs here, at a time when the key is due. */
import { openKms } from '../../../src/kms/kms.js';
import { openKeyFileSeal } from '../../../src/seal/seal-check.js';
import { kmsStore } from '../../../src/store/kms.js';
import { StoredSettings } from '../../../src/store/settings.js';
import type { Call } from '../../clients/certificate-line.js';
import type { TestServer } from '../../server.js';
import { kmsOk } from '../kms/kms-calls.js';

const EIGHT_DAYS_MS = 8 * 86_400_000;

/**
 * Gives a symmetric key its next version, which encrypts from then on.
 *
 * @param kms calls KMS as the account, where the server is not to be reached without TLS
 * @returns the id of the version
 */
export async function rotateKey(
  server: Pick<TestServer, 'data' | 'root' | 'running'>,
  KeyId: string,
  kms: Call = (action, parameters) => kmsOk(server.root, action, parameters),
): Promise<string> {
  await kms('UpdateRotationPolicy', { KeyId, EnableAutomaticRotation: true, RotationInterval: '7d' });
  const { store } = server.running;
  const seal = await openKeyFileSeal(server.data, new StoredSettings(store));
  const rotation = openKms(kmsStore(store), seal, 'cn-hangzhou').keyRotation({
    commit: change => store.commit(change),
    now: () => new Date(Date.now() + EIGHT_DAYS_MS),
    onFault: fault => {
      throw fault;
    },
  });
  await rotation.rotateDue();
  await kms('UpdateRotationPolicy', { KeyId, EnableAutomaticRotation: false });
  const { KeyMetadata } = await kms('DescribeKey', { KeyId });
  return (KeyMetadata as Record<string, string>).PrimaryKeyVersion ?? '';
}
