import { object, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { PRINTABLE_OR_NONE } from '../../../spec/text-rules.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { clientToken, groupText, identifier, tagErrors, tags, tagsOf } from '../shared-fields.js';
import { resolveChanged } from '../tags/tagging-fields.js';

export default cas.operation({
  action: 'UpdatePcaCertificate',
  summary: 'Changes the alias, the tags or the resource group of a CA or a certificate.',
  description:
    'What is not given stays as it is. Tags, where given, are all tags from then on. A new group needs permission in both groups, as with MoveResourceGroup.',

  ram: permission('UpdatePcaCertificate', 'update'),

  request: {
    Identifier: identifier('The CA or certificate. Needed.', ['cas.authority', 'cas.certificate']),
    AliasName: string({
      maxLength: 128,
      pattern: PRINTABLE_OR_NONE,
      about: 'The new alias. Empty: none any more.',
      example: 'web front',
    }),
    Tags: tags,
    ResourceGroupId: string({ ...groupText, about: 'The resource group that it is put into. Any id is taken.' }),
    ClientToken: clientToken.inBody,
  },
  response: {
    AccessDeniedDetail: object(
      {
        AuthAction: string({ about: 'The action.', example: 'yundun-cert:UpdatePcaCertificate' }),
        AuthPrincipalDisplayName: string({ about: 'Who called.', example: 'alice' }),
        AuthPrincipalOwnerId: string({ about: 'The account.', example: '1000000000000001' }),
        AuthPrincipalType: string({ about: 'What called.', example: 'SubUser' }),
        EncodedDiagnosticMessage: string({ about: 'The decision, encoded.', example: 'AQEAAAAA' }),
        NoPermissionType: string({ about: 'How it was denied.', example: 'ImplicitDeny' }),
        PolicyType: string({ about: 'What denied it.', example: 'AccountLevelIdentityBasedPolicy' }),
      },
      { about: 'Only in denials, which have it beside their code. Always absent here.' },
    ),
  },
  errors: {
    MissingIdentifier: {
      status: 400,
      message: 'Identifier is mandatory for this action.',
      advice: 'Give the identifier of a CA or a certificate: DescribeCACertificateList and ListCert list them.',
    },
    ...tagErrors,
  },
  examples: [
    {
      title: 'Another alias',
      request: { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb', AliasName: 'web front' },
      response: {},
    },
  ],
  idempotencyToken: 'ClientToken',
  requestTags: 'Tags',
  seeAlso: ['TagResources', 'UntagResources', 'MoveResourceGroup'],
  differences: ['A set of tags replaces the one before; the cloud does not say whether it is added to.'],
  resolve: ({ Identifier = '', ResourceGroupId }, call) => resolveChanged(Identifier, ResourceGroupId, call),

  async handle(input, { accountId, now, labelling, fail }) {
    if (input.Identifier === undefined) throw fail('MissingIdentifier');
    const change = {
      alias: input.AliasName === '' ? null : input.AliasName,
      resourceGroupId: input.ResourceGroupId,
      tags: input.Tags && tagsOf(input.Tags, fail),
    };
    return effect(await labelling.change(accountId, input.Identifier, change, now), {});
  },
});
