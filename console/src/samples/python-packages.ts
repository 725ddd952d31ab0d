/**
 * The product packages of PyPI that samples use, and how they name things. `test/samples/packages.test.ts` compares this with what is
 * installed; for RAM and STS the suite has no package, so those use the generic client.
 */
import type { Code, Group } from './layout';
import { dictionary, literal } from './python-values';
import type { SampleCall, SampleMember, SampleValue } from './sample';

export interface ProductPackage {
  readonly name: string;
  readonly module: string;
  readonly version: string;
}

const packages: Readonly<Record<string, ProductPackage>> = {
  cas: { name: 'alibabacloud-cas20200630', module: 'alibabacloud_cas20200630', version: '2.1.4' },
  kms: { name: 'alibabacloud-kms20160120', module: 'alibabacloud_kms20160120', version: '3.3.1' },
};

/** The package that has the operation, if one has. */
export function packageOf({
  productCode,
  extension,
}: Pick<SampleCall, 'productCode' | 'extension'>): ProductPackage | undefined {
  if (extension) return undefined;
  return Object.hasOwn(packages, productCode) ? packages[productCode] : undefined;
}

/** `CreateRootCACertificate` is `create_root_cacertificate`, `X509Certificate` is `x_509certificate`, `VSwitchIds` is `v_switch_ids`. */
export function memberName(wireName: string): string {
  return wireName
    .replace(/^([A-Z])([A-Z][a-z])/, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/([A-Za-z])(\d)/g, '$1_$2')
    .toLowerCase();
}

/** The model of a request or of what is inside one: `CreateSubCACertificateRequestTags`. */
export function requestModel(action: string, ...path: readonly string[]): string {
  return `${action}Request${path.join('')}`;
}

/** Objects that the package has no model for and takes as dictionaries. */
const DICTIONARIES: ReadonlySet<string> = new Set(['CreateSecretRequestExtendedConfig']);

export const isDictionary = (modelName: string): boolean => DICTIONARIES.has(modelName);

export function requestOf(call: SampleCall): Group {
  return model(requestModel(call.action), call.parameters, '');
}

function model(name: string, members: readonly SampleMember[], prefix: string): Group {
  const entries = members.map(member => modelled(member.value, name + member.name, `${memberName(member.name)}=`));
  return { open: `${prefix}models.${name}(`, entries, close: ')' };
}

function modelled(value: SampleValue, name: string, prefix: string): Code {
  switch (value.kind) {
    case 'json':
      return value.structured ? modelled(value.value, name, prefix) : literal(value, prefix);
    case 'list':
      return { open: `${prefix}[`, entries: value.items.map(item => modelled(item, name, '')), close: ']' };
    case 'object':
      return value.isMap || isDictionary(name) ? dictionary(value.members, prefix) : model(name, value.members, prefix);
    default:
      return literal(value, prefix);
  }
}
