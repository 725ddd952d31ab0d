import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { groupText } from '../shared-fields.js';
import {
  checkResourceType,
  regionId,
  resolveChanged,
  resourceIdText,
  resourceType,
  resourceTypeErrors,
} from './tagging-fields.js';

export default cas.operation({
  action: 'MoveResourceGroup',
  summary: 'Puts a CA or a certificate into another resource group.',
  description:
    'The caller needs permission for the resource in the group that it is in, and in the one that it is put into. Groups are not managed here: any id is taken.',

  ram: permission('MoveResourceGroup', 'update'),

  request: {
    RegionId: string(regionId),
    ResourceType: resourceType,
    ResourceId: string({
      ...resourceIdText,
      required: true,
      about: 'A CA by identifier, instance or UUID of the instance, or a certificate by identifier.',
    }),
    ResourceGroupId: string({ ...groupText, required: true, about: 'The resource group that it is put into.' }),
  },
  response: {},
  errors: resourceTypeErrors,
  examples: [
    {
      title: 'A certificate into another group',
      request: {
        ResourceType: 'instance',
        ResourceId: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
        ResourceGroupId: 'rg-aek2pxd7ekpoo2y',
      },
      response: {},
    },
  ],
  seeAlso: ['UpdatePcaCertificate', 'TagResources'],
  resolve: ({ ResourceId, ResourceGroupId }, call) => resolveChanged(ResourceId, ResourceGroupId, call),

  async handle({ ResourceType, ResourceId, ResourceGroupId }, { accountId, now, labelling, fail }) {
    checkResourceType(ResourceType, fail);
    return effect(await labelling.change(accountId, ResourceId, { resourceGroupId: ResourceGroupId }, now), {});
  },
});
