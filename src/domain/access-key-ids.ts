/** What the form of an AccessKeyId says about the key: which kind it is, and so where it is kept. */

/** Client keys of KMS; an id is the prefix and a UUID. */
export const CLIENT_KEY_PREFIX = 'KAAP.';
/** Temporary keys of role sessions, which come with a security token. */
export const SESSION_KEY_PREFIX = 'STS.';

/** `lasting`: the AccessKey of an account or a user, which is all that has neither prefix. */
export type AccessKeyKind = 'lasting' | 'client-key' | 'session';

/** Says nothing about whether there is such a key. Case-sensitive, as ids are. */
export function accessKeyKind(accessKeyId: string): AccessKeyKind {
  if (accessKeyId.startsWith(CLIENT_KEY_PREFIX)) return 'client-key';
  if (accessKeyId.startsWith(SESSION_KEY_PREFIX)) return 'session';
  return 'lasting';
}
