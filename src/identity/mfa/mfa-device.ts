/** A virtual MFA device, an authenticator app with a seed of ours, as it is stored. */
import type { Change } from '../../domain/change.js';
import type { User } from '../users/user.js';

export interface MfaDevice {
  readonly accountId: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Whose device it is, and since when; undefined until it is bound. */
  readonly bound: { readonly user: Pick<User, 'id' | 'name' | 'displayName'>; readonly at: Date } | undefined;
}

export interface SealedMfaDevice extends MfaDevice {
  readonly sealedSeed: Buffer;
}

export type MfaDeviceReason =
  | 'user-missing'
  | 'mfa-device-missing'
  | 'mfa-device-exists'
  | 'mfa-device-limit'
  | 'mfa-device-bound'
  | 'mfa-codes-wrong'
  | 'mfa-device-in-use'
  | 'user-mfa-device-exists'
  | 'user-mfa-device-missing';

export interface MfaDeviceStore {
  findMfaDevice(accountId: string, name: string): Promise<SealedMfaDevice | undefined>;
  findMfaDeviceOf(user: User): Promise<SealedMfaDevice | undefined>;
  /** In the order of their names. */
  listMfaDevices(accountId: string): Promise<MfaDevice[]>;
  addMfaDevice(device: SealedMfaDevice, limit: number): Change<'mfa-device-exists' | 'mfa-device-limit'>;
  removeMfaDevice(device: MfaDevice): Change<'mfa-device-in-use'>;
  /** @param step that of the last code that was given, which is not good again */
  bindMfaDevice(
    device: MfaDevice,
    user: User,
    step: number,
    now: Date,
  ): Change<'user-missing' | 'mfa-device-bound' | 'user-mfa-device-exists'>;
  unbindMfaDevice(user: User): Change<'user-missing' | 'user-mfa-device-missing'>;
  /** That the code of a step was used; refused where that one or a later one was before. */
  spendCode(device: MfaDevice, step: number): Change<'mfa-code-used'>;
}
