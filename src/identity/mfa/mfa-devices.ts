/**
 * Virtual MFA devices (wire/ram-sts.md sections 9 and 10): TOTP with a seed that is shown once, when the device is made, and sealed from then on. A
 * code is good in its step of 30 seconds and in the one before and after it, and once.
 */
import { isCodeOf, stepAt } from '../../crypto/one-time-codes.js';
import { randomBytes } from '../../crypto/random.js';
import { type Change, Refusal } from '../../domain/change.js';
import type { Seal } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import { limits } from '../limits.js';
import { mfaDeviceArn, nameKey } from '../names.js';
import type { User } from '../users/user.js';
import type { MfaDevice, MfaDeviceReason, MfaDeviceStore, SealedMfaDevice } from './mfa-device.js';

/** RFC 4226 section 4, R6: 160 bits, as long as the hash. */
const SEED_BYTES = 20;
/** Steps that the clock of a device may be ahead or behind: RFC 6238 section 5.2. */
const DRIFT_STEPS = 1;

export interface NewMfaDevice {
  readonly device: MfaDevice;
  /** The only moment at which it is known in the open. The caller wipes it. */
  readonly seed: Buffer;
  readonly change: Change<MfaDeviceReason>;
}

export class MfaDevices {
  constructor(
    private readonly store: MfaDeviceStore,
    private readonly seal: Seal,
  ) {}

  /** Refused with `mfa-device-exists`, `mfa-device-limit`. */
  async create(accountId: string, name: string, now: Date): Promise<NewMfaDevice> {
    const seed = randomBytes(SEED_BYTES);
    const sealedSeed = await sealBytes(this.seal, seed, recordId(accountId, name));
    const device: SealedMfaDevice = { accountId, name, createdAt: now, bound: undefined, sealedSeed };
    return { device, seed, change: this.store.addMfaDevice(device, limits.mfaDevicesPerAccount) };
  }

  list(accountId: string): Promise<MfaDevice[]> {
    return this.store.listMfaDevices(accountId);
  }

  /** Refused with `mfa-device-missing`, and with `mfa-device-in-use` while it is somebody's. */
  async delete(accountId: string, serialNumber: string): Promise<Change<MfaDeviceReason>> {
    return this.store.removeMfaDevice(await this.#get(accountId, serialNumber));
  }

  /** Refused with `user-mfa-device-missing`. */
  async getOf(user: User): Promise<MfaDevice> {
    const device = await this.store.findMfaDeviceOf(user);
    if (!device) throw new Refusal<MfaDeviceReason>('user-mfa-device-missing');
    return device;
  }

  /**
   * Two codes, one after the other, prove that the app has the seed and a clock that is about right.
   * Refused with `mfa-device-missing`, `mfa-device-bound`, `user-mfa-device-exists`, `mfa-codes-wrong`.
   */
  async bind(
    user: User,
    serialNumber: string,
    codes: readonly [string, string],
    now: Date,
  ): Promise<Change<MfaDeviceReason>> {
    const device = await this.#get(user.accountId, serialNumber);
    if (device.bound) throw new Refusal<MfaDeviceReason>('mfa-device-bound');
    if (await this.store.findMfaDeviceOf(user)) throw new Refusal<MfaDeviceReason>('user-mfa-device-exists');
    const step = await this.#withSeed(device, seed =>
      // The second code may be of the present step, and the first of the one before it.
      steps(now, DRIFT_STEPS + 1, DRIFT_STEPS).find(
        first => isCodeOf(seed, first, codes[0]) && isCodeOf(seed, first + 1, codes[1]),
      ),
    );
    if (step === undefined) throw new Refusal<MfaDeviceReason>('mfa-codes-wrong');
    return this.store.bindMfaDevice(device, user, step + 1, now);
  }

  /** Refused with `user-mfa-device-missing`. */
  async unbind(user: User): Promise<{ readonly device: MfaDevice; readonly change: Change<MfaDeviceReason> }> {
    return { device: await this.getOf(user), change: this.store.unbindMfaDevice(user) };
  }

  /** The device that a user has to give a code of. */
  findOf(user: User): Promise<SealedMfaDevice | undefined> {
    return this.store.findMfaDeviceOf(user);
  }

  /** What makes a code of the device used; undefined where it is not one of now. Refused with `mfa-code-used`. */
  async spend(device: SealedMfaDevice, code: string, now: Date): Promise<Change<'mfa-code-used'> | undefined> {
    const step = await this.#withSeed(device, seed =>
      steps(now, DRIFT_STEPS, DRIFT_STEPS).find(it => isCodeOf(seed, it, code)),
    );
    return step === undefined ? undefined : this.store.spendCode(device, step);
  }

  async #get(accountId: string, serialNumber: string): Promise<SealedMfaDevice> {
    const name = mfaDeviceName(accountId, serialNumber);
    const device = name === undefined ? undefined : await this.store.findMfaDevice(accountId, name);
    if (!device) throw new Refusal<MfaDeviceReason>('mfa-device-missing');
    return device;
  }

  async #withSeed<Result>(device: SealedMfaDevice, work: (seed: Buffer) => Result): Promise<Result> {
    const seed = await openBytes(this.seal, device.sealedSeed, recordId(device.accountId, device.name));
    try {
      return work(seed);
    } finally {
      seed.fill(0);
    }
  }
}

/** What a device is called in the calls: its ARN. */
export const serialNumberOf = ({ accountId, name }: MfaDevice): string => mfaDeviceArn(accountId, name);

/** The name in a serial number of the account; undefined for anything else. */
export function mfaDeviceName(accountId: string, serialNumber: string): string | undefined {
  const start = mfaDeviceArn(accountId, '');
  return serialNumber.startsWith(start) ? serialNumber.slice(start.length) : undefined;
}

function steps(now: Date, before: number, after: number): number[] {
  const present = stepAt(now);
  return Array.from({ length: before + after + 1 }, (_, n) => present - before + n);
}

const recordId = (accountId: string, name: string): string => `mfa-device ${accountId} ${nameKey(name)}`;
