/**
 * Names and ARNs of identities: wire/ram-sts.md section 1. A name keeps the case it was given and is found in any case, so two
 * names never differ by case alone, and a policy that names `user/alice` cannot be got around by writing `ALICE`.
 */

/** Where a list in the order of names goes on. */
export type NamePlace = readonly [name: string];

/** What names are compared by. They consist of ASCII letters, digits and a few signs, so lower case is all it takes. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

export function accountArn(accountId: string): string {
  return `acs:ram::${accountId}:root`;
}

export function userArn(accountId: string, userName: string): string {
  return `acs:ram::${accountId}:user/${userName}`;
}

export function roleArn(accountId: string, roleName: string): string {
  return `acs:ram::${accountId}:role/${roleName}`;
}

export function sessionArn(accountId: string, roleName: string, sessionName: string): string {
  return `${roleArn(accountId, roleName)}/${sessionName}`;
}

/** The id of the principal that a session of a role is. */
export function sessionId(roleId: string, sessionName: string): string {
  return `${roleId}:${sessionName}`;
}

export function mfaDeviceArn(accountId: string, deviceName: string): string {
  return `acs:ram::${accountId}:mfa/${deviceName}`;
}
