/**
 * Where declarations differ from the contracts on purpose, and why. The contract suite fails on any other difference, and on a line
 * here that is no longer true.
 */
interface Deviation {
  readonly why: string;
  readonly lines: readonly string[];
}

const required = (product: string, parameters: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(parameters).flatMap(([operation, names]) =>
    names.map(name => `${product} ${operation} request.${name} differs in required`),
  );

export const DEVIATIONS: readonly Deviation[] = [
  {
    why: 'The contract of RAM, made from an SDK, flags nothing as required; the pages do (ram-sts.md section 9).',
    lines: required('ram', {
      CreateUser: ['UserName'],
      GetUser: ['UserName'],
      UpdateUser: ['UserName'],
      DeleteUser: ['UserName'],
      UpdateAccessKey: ['UserAccessKeyId', 'Status'],
      DeleteAccessKey: ['UserAccessKeyId'],
      GetAccessKeyLastUsed: ['UserAccessKeyId'],
      CreatePolicy: ['PolicyName', 'PolicyDocument'],
      GetPolicy: ['PolicyName', 'PolicyType'],
      DeletePolicy: ['PolicyName'],
      AttachPolicyToUser: ['UserName', 'PolicyType', 'PolicyName'],
      DetachPolicyFromUser: ['UserName', 'PolicyType', 'PolicyName'],
      ListPoliciesForUser: ['UserName'],
      ListEntitiesForPolicy: ['PolicyName', 'PolicyType'],
    }),
  },
];
