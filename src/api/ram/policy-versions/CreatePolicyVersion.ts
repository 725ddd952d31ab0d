import { boolean, object, oneOf } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedPolicy } from '../addressed.js';
import { policyErrors } from '../policies/errors.js';
import { policyDocument, policyName } from '../policies/fields.js';
import { exampleDocument } from '../policies/policy-answer.js';
import { ram } from '../product.js';
import { policyVersionErrors } from './errors.js';
import { exampleVersion, versionAnswer, versionMembers } from './version-answer.js';

const DELETE_OLDEST = 'DeleteOldestNonDefaultVersionWhenLimitExceeded';

export default ram.operation({
  action: 'CreatePolicyVersion',
  summary: 'Gives a custom policy another document, as its next version.',
  description: `
    It counts only when it is the default version: with SetAsDefault, or later with SetDefaultPolicyVersion. Numbers of deleted versions are not
    used again. A policy has at most 5 versions; RotateStrategy says whether the oldest that is not the default gives way to a sixth.`,

  ram: { action: 'ram:CreatePolicyVersion', access: 'create', resource: 'acs:ram:*:{account}:policy/{policyName}' },

  request: {
    PolicyName: policyName,
    PolicyDocument: policyDocument,
    SetAsDefault: boolean({ default: false, about: 'Whether the new version counts at once.', example: false }),
    RotateStrategy: oneOf(['None', DELETE_OLDEST], {
      default: 'None',
      about: `What happens where there are 5 versions. \`None\`: the call is refused. \`${DELETE_OLDEST}\`: the oldest version that is not the default is deleted.`,
      example: 'None',
    }),
  },
  response: {
    PolicyVersion: object(versionMembers, { required: true, about: 'The new version.' }),
  },
  errors: {
    ...policyErrors('EntityNotExist.Policy', 'MalformedPolicyDocument'),
    ...policyVersionErrors('LimitExceeded.Policy.Version', 'OperationConflict.Policy.Version'),
  },
  examples: [
    {
      title: 'A version that does not count yet',
      request: { PolicyName: 'Read-Certificates', PolicyDocument: exampleDocument },
      response: { PolicyVersion: exampleVersion },
    },
  ],
  seeAlso: ['SetDefaultPolicyVersion', 'ListPolicyVersions', 'DeletePolicyVersion'],

  resolve: ({ PolicyName }, call) => addressedPolicy('Custom', PolicyName, call),

  async handle({ PolicyName, PolicyDocument, SetAsDefault, RotateStrategy }, { accountId, now, policyVersions }) {
    const asked = { document: PolicyDocument, setAsDefault: SetAsDefault, rotate: RotateStrategy === DELETE_OLDEST };
    const { version, change } = await policyVersions.create(accountId, PolicyName, asked, now);
    return effect(change, { PolicyVersion: versionAnswer(version, SetAsDefault ? version.version : 0) });
  },
});
