/** AccessKey pairs as JSON: the file that the first start of the server writes, and answers of CreateAccessKey and AssumeRole. */
import { isRecord } from '../form/draft';
import type { Credentials } from './credentials';

/** The pair in a pasted text; undefined where it holds none. */
export function pairIn(text: string): Credentials | undefined {
  try {
    return findPair(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function findPair(value: unknown): Credentials | undefined {
  if (!isRecord(value)) return undefined;
  const { AccessKeyId, AccessKeySecret, SecurityToken } = value;
  if (typeof AccessKeyId === 'string' && typeof AccessKeySecret === 'string') {
    return {
      accessKeyId: AccessKeyId,
      accessKeySecret: AccessKeySecret,
      ...(typeof SecurityToken === 'string' && { securityToken: SecurityToken }),
    };
  }
  return findPair(value.AccessKey) ?? findPair(value.Credentials);
}
