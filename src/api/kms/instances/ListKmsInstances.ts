import { jsonText, list, object, oneOf, string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { pageAnswer, pageOf, pageRequest, pageResponse } from '../paging.js';
import { kms } from '../product.js';
import { INSTANCE_EXAMPLE, instanceArn } from './fields.js';

const ARN_EXAMPLE = `acs:kms:cn-hangzhou:1000000000000001:keystore/${INSTANCE_EXAMPLE}`;

export default kms.operation({
  action: 'ListKmsInstances',
  summary: 'Lists the KMS instances of the account, newest first.',
  description:
    'Every account has one instance from the start. An administrator adds more with `chancery kms-instance add`.',

  ram: { action: 'kms:ListKmsInstances', access: 'list', resource: 'acs:kms:{region}:{account}:keystore/*' },

  request: {
    ...pageRequest,
    Filters: jsonText(
      list(
        object(
          {
            Key: oneOf(['InstanceName', 'InstanceId'], { required: true }),
            Values: list(string({ maxLength: 64, pattern: VISIBLE_ASCII }), {
              required: true,
              minItems: 1,
              maxItems: 10,
            }),
          },
          {},
        ),
        { maxItems: 10 },
      ),
      {
        maxLength: 8192,
        about:
          'A JSON array of conditions, each `{"Key", "Values"}` with the Key `InstanceName` or `InstanceId`: an instance has to meet all of them, each with one of its Values.',
        example: '[{"Key":"InstanceName","Values":["payments"]}]',
      },
    ),
  },
  response: {
    ...pageResponse,
    KmsInstances: object(
      {
        KmsInstance: list(
          object(
            {
              KmsInstanceId: string({ required: true, about: 'The id of the instance.', example: INSTANCE_EXAMPLE }),
              KmsInstanceArn: string({ required: true, about: 'The ARN of the instance.', example: ARN_EXAMPLE }),
            },
            {},
          ),
          { required: true, about: 'The instances of the page.' },
        ),
      },
      { required: true, about: 'The instances of the page.' },
    ),
  },
  errors: {},
  examples: [
    {
      title: 'The instance that every account has',
      request: { PageNumber: 1, PageSize: 10 },
      response: {
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
        KmsInstances: { KmsInstance: [{ KmsInstanceId: INSTANCE_EXAMPLE, KmsInstanceArn: ARN_EXAMPLE }] },
      },
    },
  ],
  seeAlso: ['GetKmsInstance', 'GetDefaultKmsInstance'],

  async handle(input, { accountId, region, instances }) {
    const page = pageOf(input);
    const conditions = input.Filters?.value ?? [];
    const wanted = (await instances.all(accountId)).filter(instance =>
      conditions.every(({ Key, Values }) => Values.includes(Key === 'InstanceId' ? instance.name : instance.title)),
    );
    const start = (page.number - 1) * page.size;
    return {
      ...pageAnswer(page, { items: wanted, total: wanted.length }),
      KmsInstances: {
        KmsInstance: wanted.slice(start, start + page.size).map(instance => ({
          KmsInstanceId: instance.name,
          KmsInstanceArn: instanceArn(region, accountId, instance),
        })),
      },
    };
  },
});
