/** Groups as RAM answers them. */
import type { Group } from '../../../identity/groups/groups.js';
import { string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';

const required = true;

/** What says which group it is. */
export const namedGroupMembers = {
  GroupId: string({ required, about: 'The id, which stays when the name changes.', example: 'g-FpMEHiMysofp6Rm2' }),
  GroupName: string({ required, about: 'The name, in the case it was given in.', example: 'developers' }),
  Comments: string({ required, about: 'The remark.', example: 'Everybody who writes code' }),
} as const;

/** The members that every answer about a group has. */
export const createdGroupMembers = {
  ...namedGroupMembers,
  CreateDate: string({ required, about: 'When the group was made.', example: '2026-01-23T12:33:18Z' }),
} as const;

export const groupMembers = {
  ...createdGroupMembers,
  UpdateDate: string({ required, about: 'When the group was last changed.', example: '2026-02-11T03:15:21Z' }),
} as const;

export const joinDate = string({ required, about: 'When the user joined.', example: '2026-02-12T07:02:13Z' });

export function namedGroupAnswer(group: Pick<Group, 'id' | 'name' | 'comments'>) {
  return { GroupId: group.id, GroupName: group.name, Comments: group.comments };
}

export function createdGroupAnswer(group: Group) {
  return { ...namedGroupAnswer(group), CreateDate: utcTime(group.createdAt) };
}

export function groupAnswer(group: Group) {
  return { ...createdGroupAnswer(group), UpdateDate: utcTime(group.updatedAt) };
}

/** The same group as an example of all the pages. */
export const exampleNamedGroup = {
  GroupId: 'g-FpMEHiMysofp6Rm2',
  GroupName: 'developers',
  Comments: 'Everybody who writes code',
} as const;

export const exampleGroup = { ...exampleNamedGroup, CreateDate: '2026-01-23T12:33:18Z' } as const;
