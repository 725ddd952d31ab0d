/** What is said of an application access point: all of it where it is created and described, a part in the list (wire/kms.md section 3). */
import type { AccessPoint } from '../../../kms/access-points/access-points.js';
import { type ObjectOf, string } from '../../../spec/field.js';

export const accessPointFields = {
  Arn: string({
    required: true,
    about: 'The ARN of the access point.',
    example: 'acs:kms:cn-hangzhou:1000000000000001:applicationaccesspoint/aap_test',
  }),
  Name: string({ required: true, about: 'The name of the access point.', example: 'aap_test' }),
  AuthenticationMethod: string({ required: true, about: 'Always ClientKey.', example: 'ClientKey' }),
  Policies: string({
    required: true,
    about: 'The names of the policies, as a JSON array without blanks.',
    example: '["policy_test"]',
  }),
  Description: string({ required: true, about: 'What the application is.', example: 'aap description' }),
} as const;

/** @param owner whose access point it is, and the region that the call named */
export function accessPointAnswer(
  accessPoint: AccessPoint,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): ObjectOf<typeof accessPointFields> {
  return {
    Arn: `acs:kms:${region}:${accountId}:applicationaccesspoint/${accessPoint.name}`,
    Name: accessPoint.name,
    AuthenticationMethod: accessPoint.authenticationMethod,
    Policies: JSON.stringify(accessPoint.policies),
    Description: accessPoint.description,
  };
}
