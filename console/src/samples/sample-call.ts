/** A filled form as the call that samples make: every secret becomes an environment variable, at any depth. */
import type { Field, Operation } from '../description/model';
import { type Draft, type DraftObject, entriesOf, isGiven, itemOf, membersOf, textOf } from '../form/draft';
import { holdsJson } from '../form/json-parameter';
import { isInteger } from '../form/plain';
import { holdsSecret } from '../form/redact';
import { structureOf } from './json-value';
import type { SampleCall, SampleMember, SampleValue } from './sample';
import { SecretVariables } from './secret-variables';

/** `origin`: where the server is, `http://127.0.0.1:8088`. */
export function sampleCall(operation: Operation, drafts: DraftObject, origin: string): SampleCall {
  const variables = new SecretVariables();
  const { productCode, version, action, summary, extension, request } = operation;
  const { protocol, host } = new URL(origin);
  const parameters = request
    .filter(field => isGiven(drafts[field.name]))
    .map(field => ({
      name: field.name,
      value: sampleValue(field, drafts[field.name], field.name, variables),
      // As the Explorer sends them: secrets are kept out of addresses, which proxies write into their logs.
      place: holdsSecret(field) ? 'body' : field.place,
    }));
  return {
    productCode,
    version,
    action,
    extension,
    summary: summary.replace(/\s+/g, ' ').trim(),
    takesParameters: request.length > 0,
    endpoint: { protocol: protocol === 'https:' ? 'https' : 'http', hostAndPort: host },
    parameters,
    secretVariables: variables.names,
  };
}

function sampleValue(field: Field, draft: Draft, path: string, variables: SecretVariables): SampleValue {
  if (field.sentAs === 'json' && (field.kind === 'list' || field.kind === 'object' || field.kind === 'map')) {
    return { kind: 'json', value: collectionOf(field, draft, path, variables), structured: true };
  }
  return collectionOf(field, draft, path, variables);
}

function collectionOf(field: Field, draft: Draft, path: string, variables: SecretVariables): SampleValue {
  switch (field.kind) {
    case 'list': {
      const item = inherited(field, itemOf(field));
      const items = entriesOf(draft).map((entry, index) => sampleValue(item, entry, `${path}.${index + 1}`, variables));
      return { kind: 'list', items };
    }
    case 'map':
      return { kind: 'object', members: mapMembers(field, draft, path, variables), isMap: true };
    case 'object': {
      const members = (field.fields ?? []).flatMap((member): SampleMember[] => {
        const value = membersOf(draft)[member.name];
        const at = `${path}.${member.name}`;
        return value === undefined
          ? []
          : [{ name: member.name, value: sampleValue(inherited(field, member), value, at, variables) }];
      });
      return { kind: 'object', members };
    }
    default:
      return scalarOf(field, textOf(draft) ?? '', path, variables);
  }
}

function mapMembers(field: Field, draft: Draft, path: string, variables: SecretVariables): SampleMember[] {
  const item = inherited(field, itemOf(field));
  return entriesOf(draft).map(entry => {
    const { key, value } = membersOf(entry);
    const name = (textOf(key) ?? '').toWellFormed();
    return { name, value: sampleValue(item, value, `${path}.${name}`, variables) };
  });
}

function scalarOf(field: Field, typed: string, path: string, variables: SecretVariables): SampleValue {
  if (field.secret) return { kind: 'environment', variable: variables.add(path) };
  // Lone surrogates become U+FFFD, as they do when the Explorer sends them.
  const text = typed.toWellFormed();
  if (holdsJson(field)) {
    const value = structureOf(text, field.item, path, variables);
    if (value) return { kind: 'json', value, structured: false };
    // What cannot be taken apart cannot be told apart from a secret.
    if (holdsSecret(field)) return { kind: 'environment', variable: variables.add(path) };
  }
  if (field.kind === 'integer' && isInteger(text) && text !== '-0') return { kind: 'integer', digits: text };
  if (field.kind === 'boolean' && (text === 'true' || text === 'false')) {
    return { kind: 'boolean', value: text === 'true' };
  }
  return { kind: 'text', text };
}

/** What is inside a secret is secret. */
function inherited(outer: Field, inner: Field): Field {
  return outer.secret ? { ...inner, secret: true } : inner;
}
