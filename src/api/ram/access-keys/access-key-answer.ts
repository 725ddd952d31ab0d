/** Access keys as RAM answers them. */
import type { AccessKey } from '../../../identity/store.js';
import { string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';

const required = true;

export const accessKeyMembers = {
  AccessKeyId: string({ required, about: 'What requests name the key by.', example: 'LTAI5tQnKxGDi1rbcXVf7y2S' }),
  Status: string({ required, about: '`Active` or `Inactive`.', example: 'Active' }),
  CreateDate: string({ required, about: 'When the key was made.', example: '2026-01-23T12:33:18Z' }),
} as const;

export function accessKeyAnswer(key: AccessKey) {
  return { AccessKeyId: key.id, Status: key.status, CreateDate: utcTime(key.createdAt) };
}
