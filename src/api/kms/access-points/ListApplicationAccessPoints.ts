import { list, object } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageRequest, pageResponse } from '../paging.js';
import { kms } from '../product.js';
import { accessPointFields } from './access-point-fields.js';

export default kms.operation({
  action: 'ListApplicationAccessPoints',
  summary: 'Lists the application access points of the account, newest first.',

  ram: {
    action: 'kms:ListApplicationAccessPoints',
    access: 'list',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/*',
  },

  request: pageRequest,
  response: {
    ...pageResponse,
    ApplicationAccessPoints: object(
      {
        ApplicationAccessPoint: list(
          object({ Name: accessPointFields.Name, AuthenticationMethod: accessPointFields.AuthenticationMethod }, {}),
          { required: true, about: 'The access points of the page.' },
        ),
      },
      { required: true, about: 'The access points of the page.' },
    ),
  },
  errors: {},
  examples: [
    {
      title: 'The first page',
      request: { PageNumber: 1, PageSize: 10 },
      response: {
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
        ApplicationAccessPoints: { ApplicationAccessPoint: [{ Name: 'aap_test', AuthenticationMethod: 'ClientKey' }] },
      },
    },
  ],
  seeAlso: ['DescribeApplicationAccessPoint'],

  async handle(input, { accountId, accessPoints }) {
    const page = pageOf(input);
    const found = await accessPoints.list(accountId, page);
    const listed = found.items.map(({ name, authenticationMethod }) => ({
      Name: name,
      AuthenticationMethod: authenticationMethod,
    }));
    return { ...pageAnswer(page, found), ApplicationAccessPoints: { ApplicationAccessPoint: listed } };
  },
});
