import { string } from '../../../spec/field.js';
import { type CallFacts, effect } from '../../../spec/operation.js';
import { permission, resolveCertificates } from '../permission.js';
import { cas } from '../product.js';
import type { CasServices } from '../services.js';
import { commaList, idListErrors } from './comma-list.js';

export default cas.operation({
  action: 'UploadPcaCertToCas',
  summary: 'Marks client and server certificates as copied to the SSL certificates of the service.',
  description:
    'DescribeClientCertificate then shows UploadFlag 1. All or none: when one of the certificates is not there, nothing is changed.',

  ram: permission('UploadPcaCertToCas', 'update'),
  qps: 10,

  request: {
    Ids: string({
      required: true,
      names: 'cas.certificate',
      minLength: 1,
      maxLength: 8192,
      pattern: /[\x20-\x7e]+/,
      about: 'The certificates by Id or by Identifier, separated by commas, at most 100.',
      example: '59425,59426',
    }),
  },
  response: {},
  errors: {
    ...idListErrors,
    'OperationDenied.StatusNotSupport': {
      status: 400,
      message: 'A certificate that is still to be issued cannot be uploaded.',
      advice: 'Call again when DescribeClientCertificate shows another Status than PENDING.',
    },
  },
  examples: [{ title: 'Two certificates', request: { Ids: '59425,59426' }, response: {} }],
  seeAlso: ['ListClientCertificate', 'DescribeClientCertificate'],
  differences: ['There are no SSL certificates to copy to here: the flag is set, and nothing else happens.'],
  resolve: async ({ Ids }, call) => resolveCertificates((await identifiersOf(commaList(Ids) ?? [], call)) ?? [], call),

  async handle({ Ids }, call) {
    const given = commaList(Ids);
    if (!given) throw call.fail('InvalidParameter.Ids');
    const ids = await identifiersOf(given, call);
    if (!ids) throw call.fail('NotFound');
    return effect(await call.certificates.markUploaded(call.accountId, ids, call.now), {});
  },
});

/** Numbers of certificates become their identifiers; undefined when the account does not have one of them. */
async function identifiersOf(
  given: readonly string[],
  { accountId, certificates }: CallFacts & CasServices,
): Promise<readonly string[] | undefined> {
  const numbers = given.filter(value => /^\d{1,15}$/.test(value)).map(Number);
  const found = numbers.length === 0 ? [] : await certificates.findIds(accountId, numbers);
  if (found.length < new Set(numbers).size) return undefined;
  return [...new Set([...found, ...given.filter(value => !/^\d{1,15}$/.test(value))])];
}
