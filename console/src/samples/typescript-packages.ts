/**
 * The product packages of npm that samples use, and how their models name things. For CAS version 2020-06-30 npm has no package; that
 * of KMS is older than access points and signs in the older way. `test/samples/packages.test.ts` compares this with what is installed.
 */

import type { Code, Group } from './layout';
import type { SampleCall, SampleMember, SampleValue } from './sample';
import { literal, objectLiteral } from './typescript-values';

export interface ProductPackage {
  readonly name: string;
  readonly version: string;
  /** What its client is called here. */
  readonly client: string;
}

const packages: Readonly<Record<string, ProductPackage>> = {
  ram: { name: '@alicloud/ram20150501', version: '1.2.1', client: 'Ram' },
  sts: { name: '@alicloud/sts20150401', version: '1.2.0', client: 'Sts' },
};

/** The package that has the product's operations, if one has. */
export function packageOf({ productCode }: Pick<SampleCall, 'productCode'>): ProductPackage | undefined {
  return Object.hasOwn(packages, productCode) ? packages[productCode] : undefined;
}

/** `CreateUser` is `createUser`, `MFABindRequired` stays. */
export function memberName(wireName: string): string {
  return /^[A-Z]{2}/.test(wireName) ? wireName : wireName.slice(0, 1).toLowerCase() + wireName.slice(1);
}

/** The model of a request or of what is inside one: `CreatePolicyRequest`, `CreatePolicyRequestTag`. */
export function requestModel(action: string, ...path: readonly string[]): string {
  return `${action}Request${path.join('')}`;
}

/** A request of a product package. `models` gets the names of the models that it is made of. */
export function requestOf(call: SampleCall, models: Set<string>): Group {
  return model(requestModel(call.action), call.parameters, models, '');
}

function model(name: string, members: readonly SampleMember[], models: Set<string>, prefix: string): Group {
  models.add(name);
  const entries = members.map(member =>
    modelled(member.value, name + member.name, models, `${memberName(member.name)}: `),
  );
  const { open, close } = objectLiteral([], `${prefix}new ${name}(`);
  return { open, entries, close: `${close})`, padding: ' ' };
}

function modelled(value: SampleValue, name: string, models: Set<string>, prefix: string): Code {
  switch (value.kind) {
    case 'json':
      return value.structured ? modelled(value.value, name, models, prefix) : literal(value, prefix);
    case 'list':
      return { open: `${prefix}[`, entries: value.items.map(item => modelled(item, name, models, '')), close: ']' };
    case 'object':
      return model(name, value.members, models, prefix);
    default:
      return literal(value, prefix);
  }
}
