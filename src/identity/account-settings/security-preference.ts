/** What users of an account may do for themselves, and how they sign in: wire/ram-sts.md section 9. */
import { AddressBlocks } from '../../access/address-blocks.js';

export interface SecurityPreference {
  readonly usersChangePassword: boolean;
  readonly usersManageAccessKeys: boolean;
  readonly usersManageMfaDevices: boolean;
  /** Whether a device that has given its code is not asked again for a week. */
  readonly mfaIsRemembered: boolean;
  /** From where users sign in: addresses and blocks, separated by semicolons. Empty: from anywhere. */
  readonly networkMasks: string;
  /** Hours for which a sign-in is good. */
  readonly sessionHours: number;
  /** `mandatory`: everybody needs a device; `independent`: the login profile says so. */
  readonly mfaAtSignIn: 'mandatory' | 'independent';
}

export const defaultSecurityPreference: SecurityPreference = {
  usersChangePassword: true,
  usersManageAccessKeys: false,
  usersManageMfaDevices: false,
  mfaIsRemembered: false,
  networkMasks: '',
  sessionHours: 6,
  mfaAtSignIn: 'independent',
};

export const mostNetworkMasks = 25;

/** Whether each mask is an address or a block, and there are not too many. */
export function areNetworkMasks(text: string): boolean {
  const masks = listed(text);
  const blocks = new AddressBlocks();
  return masks.length <= mostNetworkMasks && masks.every(mask => blocks.add(mask));
}

/** Whether somebody may sign in from an address. */
export function isInNetwork(address: string, { networkMasks }: SecurityPreference): boolean {
  const masks = listed(networkMasks);
  return masks.length === 0 || AddressBlocks.of(masks).has(address);
}

const listed = (text: string): string[] =>
  text
    .split(';')
    .map(mask => mask.trim())
    .filter(mask => mask !== '');
