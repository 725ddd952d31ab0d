/** From `ApiPassthrough` and `Validity` to what the domain is asked. */
import { type AskedPeriod, parsePeriod } from '../../../ca/asked-period.js';
import type { MarkableExtension } from '../../../ca/extensions.js';
import { askedPurpose } from '../../../ca/purposes.js';
import { isOid } from '../../../crypto/der.js';
import { InvalidInput } from '../../../crypto/invalid-input.js';
import type { ApiError } from '../../../spec/errors.js';
import type { ValueOf } from '../../../spec/field.js';
import { quoted } from '../../../text/quoted.js';
import { attributeTypeOf, isTextAttribute } from '../../../x509/attribute-types.js';
import type { KeyUsage } from '../../../x509/extensions/key-usage.js';
import { type GeneralName, generalName, generalNameTypes } from '../../../x509/general-name.js';
import { checkValue, type DistinguishedName, type NameAttribute, subjectName } from '../../../x509/name.js';
import { parseSerialNumber } from '../../../x509/serial-number.js';
import type { customPassthrough, externalPassthrough, passthroughErrors } from './passthrough-fields.js';

type Fail = (code: keyof typeof passthroughErrors, values?: Readonly<Record<string, string>>) => ApiError;
type Custom = NonNullable<ValueOf<typeof customPassthrough>>;
type External = NonNullable<ValueOf<typeof externalPassthrough>>;
type CustomExtensions = NonNullable<Custom['Extensions']>;
type Given<Member extends keyof CustomExtensions> = NonNullable<CustomExtensions[Member]>;

export function readPeriod(text: string, fail: Fail): AskedPeriod {
  try {
    return parsePeriod(text);
  } catch (fault) {
    if (fault instanceof InvalidInput) throw fail('InvalidParameter.Validity', { Reason: fault.message });
    throw fault;
  }
}

/** Undefined where the CSR's is to be taken. */
export function readSubject(
  subject: Custom['Subject'] | External['Subject'],
  fail: Fail,
): DistinguishedName | undefined {
  if (!subject) return undefined;
  const named = subjectName({
    commonName: subject.CommonName,
    country: subject.Country,
    state: subject.State,
    locality: subject.Locality,
    organization: subject.Organization,
    organizationUnit: subject.OrganizationUnit,
  });
  const attributes = 'CustomAttributes' in subject ? (subject.CustomAttributes ?? []) : [];
  const name: NameAttribute[] = [...named];
  for (const [index, { ObjectIdentifier = '', Value = '' }] of attributes.entries()) {
    const part = `Subject.CustomAttributes.${index + 1}`;
    const refuse = (Reason: string) => fail('InvalidParameter.ApiPassthrough', { Part: part, Reason });
    if (!isOid(ObjectIdentifier) || Value === '')
      throw refuse('It has an ObjectIdentifier in dotted form and a Value.');
    if (!isTextAttribute(ObjectIdentifier)) throw refuse('Values of this type are not text.');
    const type = attributeTypeOf(ObjectIdentifier);
    if (!type.repeats && name.some(({ oid }) => oid === ObjectIdentifier)) {
      throw refuse(`The subject has ${type.shortName} twice.`);
    }
    inPart(part, fail, () => checkValue(type, Value));
    name.push({ oid: ObjectIdentifier, value: Value });
  }
  return name;
}

const USAGES: Readonly<Record<keyof Given<'KeyUsage'>, KeyUsage>> = {
  DigitalSignature: 'digitalSignature',
  ContentCommitment: 'contentCommitment',
  NonRepudiation: 'contentCommitment',
  KeyEncipherment: 'keyEncipherment',
  DataEncipherment: 'dataEncipherment',
  KeyAgreement: 'keyAgreement',
  EncipherOnly: 'encipherOnly',
  DecipherOnly: 'decipherOnly',
};

/** Those that are true; a list without any where all are false. Undefined where the CSR's are to be taken. */
export function readKeyUsages(given: Given<'KeyUsage'> | undefined): readonly KeyUsage[] | undefined {
  if (!given) return undefined;
  const asked = Object.entries(USAGES).filter(([name]) => given[name as keyof typeof USAGES] === true);
  return [...new Set(asked.map(([, usage]) => usage))];
}

/** As identifiers. Undefined where the CSR's are to be taken. */
export function readPurposes(given: readonly string[] | undefined, fail: Fail): readonly string[] | undefined {
  return given?.map((purpose, index) =>
    inPart(`Extensions.ExtendedKeyUsages.${index + 1}`, fail, () => askedPurpose(purpose)),
  );
}

/** Undefined where the CSR's are to be taken. */
export function readNames(
  given: Given<'SubjectAlternativeNames'> | undefined,
  fail: Fail,
): readonly GeneralName[] | undefined {
  return given?.map(({ Type, Value = '' }, index) =>
    inPart(`Extensions.SubjectAlternativeNames.${index + 1}`, fail, () => generalName(generalNameTypes[Type], Value)),
  );
}

/** By the spelling of the operation's page, and by that of the standard, which older pages have. */
const EXTENSIONS: ReadonlyMap<string, MarkableExtension> = new Map([
  ['keyusage', 'keyUsage'],
  ['extendedkeyusages', 'extendedKeyUsage'],
  ['extendedkeyusage', 'extendedKeyUsage'],
  ['subjectalternativenames', 'subjectAlternativeName'],
  ['subjectalternativename', 'subjectAlternativeName'],
]);

export function readCriticals(names: readonly string[] = [], fail: Fail): ReadonlySet<MarkableExtension> {
  return new Set(
    names.map((name, index) => {
      const extension = EXTENSIONS.get(name.toLowerCase());
      if (extension) return extension;
      throw fail('InvalidParameter.ApiPassthrough', {
        Part: `Extensions.Criticals.${index + 1}`,
        Reason: `It is one of KeyUsage, ExtendedKeyUsages and SubjectAlternativeNames, not ${quoted(name)}.`,
      });
    }),
  );
}

/** From decimal to a big-endian magnitude. */
export function readSerialNumber(decimal: string | undefined, fail: Fail): Buffer | undefined {
  if (decimal === undefined) return undefined;
  const digits = BigInt(decimal).toString(16);
  return inPart('SerialNumber', fail, () => parseSerialNumber(digits.length % 2 === 0 ? digits : `0${digits}`));
}

function inPart<T>(Part: string, fail: Fail, read: () => T): T {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof InvalidInput) throw fail('InvalidParameter.ApiPassthrough', { Part, Reason: fault.message });
    throw fault;
  }
}
