/** What a browser keeps in place of a code of an MFA device: sealed to the user, the device and the time when it was bound, and good for a week. */
import type { Seal } from '../../seal/seal.js';
import { SealError } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import type { MfaDevice } from '../mfa/mfa-device.js';
import { serialNumberOf } from '../mfa/mfa-devices.js';
import type { User } from '../users/user.js';

const GOOD_FOR_MS = 7 * 86_400_000;

export class RememberedDevices {
  constructor(private readonly seal: Seal) {}

  async write(device: MfaDevice, user: User, now: Date): Promise<string> {
    const until = Buffer.from(String(now.getTime() + GOOD_FOR_MS));
    return (await sealBytes(this.seal, until, recordId(device, user))).toString('base64url');
  }

  async isGood(text: string, device: MfaDevice, user: User, now: Date): Promise<boolean> {
    const sealed = Buffer.from(text, 'base64url');
    // Decoding passes over what is not Base64.
    if (sealed.toString('base64url') !== text) return false;
    try {
      const until = await openBytes(this.seal, sealed, recordId(device, user));
      return now.getTime() < Number(until.toString());
    } catch (fault) {
      if (fault instanceof SealError) return false;
      throw fault;
    }
  }
}

/** One that was unbound and bound again is another device. */
const recordId = (device: MfaDevice, user: User): string =>
  `remembered-mfa ${user.id} ${serialNumberOf(device)} ${device.bound?.at.getTime() ?? 0}`;
