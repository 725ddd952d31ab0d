/** Users and their AccessKeys. */
import { expect } from 'vitest';
import type { Answer } from '../certificate-line.js';
import { codeOf } from '../code-of.js';
import { type Calls, time } from './scene.js';

export async function walkUsers({ ram }: Calls, name: string): Promise<void> {
  const UserName = `${name}-user`;
  const { User: made } = await ram('CreateUser', { UserName, DisplayName: '爱丽丝', Email: 'alice@example.com' });
  const { UserId } = made as Answer;
  expect(made).toMatchObject({ UserName, DisplayName: '爱丽丝', CreateDate: time });
  const NewUserName = `${name}.renamed`;
  await ram('UpdateUser', { UserName, NewUserName, NewComments: 'a+b&c' });
  const { User } = await ram('GetUser', { UserName: NewUserName });
  expect(User).toMatchObject({ UserId, UserName: NewUserName, Comments: 'a+b&c', Email: 'alice@example.com' });
  expect(await ram('ListUsers', { MaxItems: 100 })).toMatchObject({
    IsTruncated: false,
    Users: { User: expect.arrayContaining([expect.objectContaining({ UserId, UserName: NewUserName })]) },
  });
  await walkAccessKeys(ram, NewUserName);
  await ram('DeleteUser', { UserName: NewUserName });
  expect(await codeOf(ram('GetUser', { UserName: NewUserName }))).toBe('EntityNotExist.User');
}

async function walkAccessKeys(ram: Calls['ram'], UserName: string): Promise<void> {
  const { AccessKey } = await ram('CreateAccessKey', { UserName });
  expect(AccessKey).toMatchObject({ Status: 'Active', CreateDate: time, AccessKeySecret: expect.any(String) });
  const UserAccessKeyId = String((AccessKey as Answer).AccessKeyId);
  await ram('UpdateAccessKey', { UserName, UserAccessKeyId, Status: 'Inactive' });
  expect(await ram('ListAccessKeys', { UserName })).toMatchObject({
    AccessKeys: { AccessKey: [{ AccessKeyId: UserAccessKeyId, Status: 'Inactive', CreateDate: time }] },
  });
  await ram('GetAccessKeyLastUsed', { UserName, UserAccessKeyId });
  await ram('DeleteAccessKey', { UserName, UserAccessKeyId });
}
