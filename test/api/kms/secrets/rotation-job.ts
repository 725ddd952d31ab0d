/** The job of a server that rotates secrets, run when a test says so. */
import { generateKeyPair } from '../../../../src/crypto/keys.js';
import { openIdentity } from '../../../../src/identity/identity.js';
import { openKms } from '../../../../src/kms/kms.js';
import type { RotationOutcome } from '../../../../src/kms/secrets/managed/rotation-job.js';
import { rotationRecord } from '../../../../src/rotation-records.js';
import { rotators } from '../../../../src/rotators/rotators.js';
import { openKeyFile } from '../../../../src/seal/key-file.js';
import { identityStore } from '../../../../src/store/identity.js';
import { kmsStore } from '../../../../src/store/kms.js';
import type { TestServer } from '../../../server.js';

/** Does all that is due. @returns what failed */
export async function workOnDue({ running, data }: TestServer, now: Date): Promise<RotationOutcome[]> {
  const { store } = running;
  const failures: RotationOutcome[] = [];
  const seal = await openKeyFile(data);
  if (!seal) throw new Error('the server has no key file');
  const managers = rotators(openIdentity(identityStore(store), seal), kmsStore(store).targets, seal);
  const job = openKms(kmsStore(store), seal, 'cn-hangzhou', generateKeyPair, managers).rotationJob({
    now: () => now,
    record: outcome => store.audit.recordStep(rotationRecord(outcome, 'cn-hangzhou')),
    onFailure: outcome => failures.push(outcome),
    onFault: fault => {
      throw fault;
    },
  });
  await job.workOnDue();
  return failures;
}
