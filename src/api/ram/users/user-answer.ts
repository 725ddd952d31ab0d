/** Users as RAM answers them. */
import type { User } from '../../../identity/users/user.js';
import { string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';

const required = true;

/** The members that every answer about a user has. */
export const createdUserMembers = {
  UserId: string({ required, about: 'The id, which stays when the name changes.', example: '216959339000654321' }),
  UserName: string({ required, about: 'The name, in the case it was given in.', example: 'alice' }),
  DisplayName: string({ required, about: 'How the user is shown to people.', example: 'Alice Chen' }),
  MobilePhone: string({ required, about: 'Country code, hyphen, number.', example: '86-18600008888' }),
  Email: string({ required, about: 'The address.', example: 'alice@example.com' }),
  Comments: string({ required, about: 'The remark.', example: 'Cloud computing engineer' }),
  CreateDate: string({ required, about: 'When the user was made.', example: '2026-01-23T12:33:18Z' }),
} as const;

export const userMembers = {
  ...createdUserMembers,
  UpdateDate: string({ required, about: 'When the user was last changed.', example: '2026-02-11T03:15:21Z' }),
} as const;

export function createdUserAnswer(user: User) {
  return {
    UserId: user.id,
    UserName: user.name,
    DisplayName: user.displayName,
    MobilePhone: user.mobilePhone,
    Email: user.email,
    Comments: user.comments,
    CreateDate: utcTime(user.createdAt),
  };
}

export function userAnswer(user: User) {
  return { ...createdUserAnswer(user), UpdateDate: utcTime(user.updatedAt) };
}

/** The same user as an example of all the pages. */
export const exampleUser = {
  UserId: '216959339000654321',
  UserName: 'alice',
  DisplayName: 'Alice Chen',
  MobilePhone: '86-18600008888',
  Email: 'alice@example.com',
  Comments: 'Cloud computing engineer',
  CreateDate: '2026-01-23T12:33:18Z',
} as const;
