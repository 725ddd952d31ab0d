import { list, object, string } from '../../../spec/field.js';
import { kms } from '../product.js';

export default kms.operation({
  action: 'DescribeRegions',
  summary: 'Lists the regions in which this account can use KMS: here the one region of this server.',
  description: 'Every authenticated caller may call it; no permission is needed.',

  ram: { access: 'list', resource: '*' },

  request: {},
  response: {
    Regions: object(
      {
        Region: list(
          object({ RegionId: string({ required: true, about: 'The id of the region.', example: 'cn-hangzhou' }) }, {}),
          { required: true, about: 'The regions.' },
        ),
      },
      { required: true, about: 'The regions.' },
    ),
  },
  errors: {},
  examples: [
    {
      title: 'The region of this server',
      request: {},
      response: { Regions: { Region: [{ RegionId: 'cn-hangzhou' }] } },
    },
  ],
  seeAlso: ['DescribeAccountKmsStatus'],

  async handle(_input, { region }) {
    return { Regions: { Region: [{ RegionId: region }] } };
  },
});
