/** The labels that PutSecretValue is given (wire/kms.md section 11.11). */
import { CURRENT, PREVIOUS } from '../../../kms/secrets/stages.js';
import { string } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';
import { FREE_TEXT } from '../../../spec/text-rules.js';
import { LABEL } from './secret-fields.js';

/** More than the labels that a secret may have take. */
const LONGEST = 1024;

export const givenStages = string({
  minLength: 1,
  maxLength: LONGEST,
  pattern: FREE_TEXT,
  about:
    'A JSON array of the labels that the version gets, from wherever they are. Default: `["ACSCurrent"]`, and the version that was current gets ACSPrevious.',
  example: '["ACSCurrent","ACSNext"]',
});

/** Also `{"VersionStage":[…]}`, as the oldest pages have it. Refused by name where it is no list of labels. */
export function labelsIn(text: string | undefined): readonly string[] {
  if (text === undefined) return [CURRENT];
  const labels = listIn(text);
  if (!labels?.every(isLabel) || labels.length === 0 || new Set(labels).size !== labels.length) {
    throw invalid('must be a JSON array of different labels, such as ["ACSCurrent"]');
  }
  if (labels.includes(CURRENT) && labels.includes(PREVIOUS)) {
    throw invalid('must not hold both ACSCurrent and ACSPrevious');
  }
  return labels;
}

function listIn(text: string): readonly unknown[] | undefined {
  const value = parsed(text);
  if (Array.isArray(value)) return value;
  const { VersionStage } = (value ?? {}) as { readonly VersionStage?: unknown };
  return Array.isArray(VersionStage) ? VersionStage : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const WHOLE = new RegExp(`^(?:${LABEL.pattern.source})$`);

const isLabel = (label: unknown): label is string =>
  typeof label === 'string' && label.length <= LABEL.maxLength && WHOLE.test(label);

const invalid = (rule: string) => new Problem(['VersionStages'], 'value', rule);
