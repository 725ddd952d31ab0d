/** Parameters about groups, with the limits of wire/ram-sts.md section 10. */
import { string } from '../../../spec/field.js';
import { FREE_TEXT } from '../../../spec/text-rules.js';

const groupNameRules = { maxLength: 64, pattern: /[A-Za-z0-9._-]+/ } as const;

const groupNameText = {
  required: true,
  ...groupNameRules,
  about: 'The name of the group: letters, digits, periods, hyphens and underscores. Found in any case.',
  example: 'developers',
} as const;

export const groupName = string({ names: 'ram.group', ...groupNameText });

/** Of a group that is made. */
export const freeGroupName = string(groupNameText);

export const newGroupName = string({
  minLength: 1,
  ...groupNameRules,
  about: 'The new name: letters, digits, periods, hyphens and underscores.',
  example: 'engineers',
});

export const groupComments = string({
  maxLength: 128,
  pattern: FREE_TEXT,
  about: 'A remark about the group. Empty: none.',
  example: 'Everybody who writes code',
});
