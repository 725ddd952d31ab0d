/** From the parameters of an issuing operation to what the domain is asked, and from what it issued to the answer. */
import type { AskedCertificate, IssuedCertificate } from '../../../ca/issue-certificate.js';
import type { CaReason } from '../../../ca/refusals.js';
import { noServerName, serverName } from '../../../ca/server-names.js';
import { InvalidInput } from '../../../crypto/invalid-input.js';
import { encodePem } from '../../../crypto/pem.js';
import type { ApiError } from '../../../spec/errors.js';
import type { ObjectOf } from '../../../spec/field.js';
import { type CallFacts, type Effect, effect } from '../../../spec/operation.js';
import { type Csr, parseCsr } from '../../../x509/csr.js';
import { type GeneralName, generalName, generalNameTypes } from '../../../x509/general-name.js';
import { algorithmOf } from '../algorithm.js';
import type { CasServices } from '../services.js';
import type { csrErrors } from '../shared-errors.js';
import { tagsOf } from '../shared-fields.js';
import type {
  domainErrors,
  issuedFields,
  issuingErrors,
  issuingFields,
  sanErrors,
  sanFields,
} from './issuing-fields.js';

type Fail<Codes> = (code: Codes, values?: Readonly<Record<string, string>>) => ApiError;

type SharedInput = ObjectOf<typeof issuingFields>;

/** What the shared parameters ask for; the kind of certificate, its key and its alternative names are the operation's own. */
export function askedBy(
  input: SharedInput,
  fail: Fail<keyof typeof issuingErrors>,
): Omit<AskedCertificate, 'kind' | 'csr' | 'alternativeNames' | 'alias'> {
  if (input.ParentIdentifier === undefined) throw fail('MissingParentIdentifier');
  return {
    authorityId: input.ParentIdentifier,
    subject: {
      commonName: input.CommonName,
      country: input.Country,
      state: input.State,
      locality: input.Locality,
      organization: input.Organization,
      organizationUnit: input.OrganizationUnit,
    },
    validity: {
      days: input.Days,
      notBefore: timeOf(input.BeforeTime),
      notAfter: timeOf(input.AfterTime),
      months: input.Months,
      years: input.Years,
    },
    algorithm: input.Algorithm && algorithmOf(input.Algorithm),
    withCrl: input.EnableCrl === 1,
    customIdentifier: input.CustomIdentifier,
    resourceGroupId: input.ResourceGroupId,
    tags: tagsOf(input.Tags, fail),
  };
}

const timeOf = (seconds: number | undefined): Date | undefined =>
  seconds === undefined ? undefined : new Date(seconds * 1000);

/** The CSR, its signature checked. */
export function readCsr(pem: string | undefined, fail: Fail<keyof typeof csrErrors>): Csr {
  if (pem === undefined) throw fail('MissingCsr');
  try {
    return parseCsr(pem);
  } catch (fault) {
    if (fault instanceof InvalidInput) throw fail('ValidateCsrFailed', { Reason: fault.message });
    throw fault;
  }
}

/** The names of `SanType` and `SanValue`; undefined when neither is given. */
export function readSan(
  { SanType, SanValue }: ObjectOf<typeof sanFields>,
  fail: Fail<keyof typeof sanErrors>,
): readonly GeneralName[] | undefined {
  if (SanType === undefined && SanValue === undefined) return undefined;
  if (SanType === undefined) throw fail('InvalidParameter.SanType');
  if (!supportedTypes.has(SanType)) throw fail('InvalidParameter.SanType');
  if (SanValue === undefined) throw fail('InvalidParameter.SanValue', { Reason: 'SanType and SanValue go together.' });
  // The parts of a distinguished name are separated by commas themselves.
  const values = SanType === generalNameTypes.directoryName ? [SanValue] : separated(SanValue);
  try {
    if (values.length > 0) return values.map(value => generalName(SanType, value));
  } catch (fault) {
    if (fault instanceof InvalidInput) throw fail('InvalidParameter.SanValue', { Reason: fault.message });
    throw fault;
  }
  throw fail('InvalidParameter.SanValue', { Reason: 'It holds no name.' });
}

const supportedTypes: ReadonlySet<number> = new Set(Object.values(generalNameTypes));

/** The names of `Domain`, each sorted by what it is; undefined when it is not given. */
export function readDomain(
  domain: string | undefined,
  fail: Fail<keyof typeof domainErrors>,
): readonly GeneralName[] | undefined {
  if (domain === undefined) return undefined;
  const texts = separated(domain);
  // Nothing but commas and blanks: it names as little as a text that is no name.
  return (texts.length === 0 ? [domain] : texts).map(text => {
    const name = serverName(text);
    if (!name) throw fail('DomainFormatError', { Reason: noServerName(text) });
    return name;
  });
}

const separated = (text: string): string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

/**
 * Issues, or accepts what is to be issued in the background, and answers: wire/cas.md section 5.4. One that is only accepted has an identifier and a
 * serial number, whatever `Immediately` says.
 */
export async function issueAsAsked(
  asked: AskedCertificate,
  { AsynchronousFlag, Immediately }: Pick<SharedInput, 'AsynchronousFlag' | 'Immediately'>,
  { accountId, now, requester, certificates }: CallFacts & CasServices,
): Promise<Effect<ObjectOf<typeof issuedFields>, CaReason>> {
  if (AsynchronousFlag) {
    const { accepted, change } = await certificates.accept(accountId, asked, now);
    return effect(change, { Identifier: accepted.id, SerialNumber: accepted.serialNumber });
  }
  const { issued, change } = await certificates.issue(accountId, asked, now, requester);
  return effect(change, issuedAnswer(issued, Immediately));
}

function issuedAnswer(
  { id, serialNumber, certificateDer, issuerChainPem }: IssuedCertificate,
  immediately: number,
): ObjectOf<typeof issuedFields> {
  return {
    Identifier: id,
    SerialNumber: serialNumber,
    ...(immediately >= 1 && { X509Certificate: encodePem('CERTIFICATE', certificateDer) }),
    ...(immediately >= 2 && { CertificateChain: issuerChainPem }),
  };
}
