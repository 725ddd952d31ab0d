/** What `chancery access explain` does with the database, and how it tells the answer. */
import type { ConsideredStatement } from '../access/considered.js';
import { declarations } from '../api/declarations.js';
import { Refusal } from '../domain/change.js';
import type { AccessExplanation, AskedAccess, ExplanationReason } from '../explanations/asked-access.js';
import { openExplanations } from '../explanations/open.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { identityStore } from '../store/identity.js';
import { kmsStore } from '../store/kms.js';
import { withAccount } from './stored.js';

export interface ExplainFlags extends Flags {
  readonly account: string;
  readonly user?: string;
  readonly role?: string;
  readonly clientKey?: string;
  readonly instance?: string;
  readonly action?: string;
  readonly resource: string;
  readonly resourceGroup?: string;
  readonly context: readonly string[];
  readonly policy: readonly string[];
  readonly sessionPolicy?: string;
}

export async function explain(flags: ExplainFlags, asked: AskedAccess): Promise<string> {
  try {
    return await withAccount(flags.account, flags, async ({ store, config, accountId }) => {
      const explanations = openExplanations(identityStore(store), kmsStore(store), config.region, async permission =>
        (await declarations()).isShareable(permission),
      );
      return told(asked, await explanations.explainAll(accountId, asked, new Date()));
    });
  } catch (fault) {
    if (fault instanceof Refusal)
      throw new SettingError(REFUSALS[fault.reason as ExplanationReason](asked, fault.details.fault));
    throw fault;
  }
}

const REFUSALS: Readonly<Record<ExplanationReason, (asked: AskedAccess, fault?: string) => string>> = {
  'user-missing': ({ name }) => `The account has no user "${name}".`,
  'role-missing': ({ name }) => `The account has no role "${name}".`,
  'client-key-missing': ({ name }) => `The account has no client key "${name}".`,
  'policies-not-counted': ({ kind }) =>
    kind === 'user'
      ? 'A session policy narrows sessions of roles: leave --session-policy out for a user.'
      : 'Policies of RAM do not count for client keys: leave --policy and --session-policy out.',
  'policy-malformed': (_, fault) => `A policy that was given is malformed: ${fault}.`,
};

/** The decision, a sentence about it, and every statement that speaks of the action. */
export function told(
  { kind, name, action, resource }: AskedAccess,
  { decision, statements }: AccessExplanation,
): string {
  const may = decision.allowed ? 'ALLOWED' : 'DENIED';
  const relevant = statements.filter(({ bearing }) => bearing !== 'other-action');
  const others = statements.length - relevant.length;
  return [
    `${may}: ${kind} ${name}, ${action} on ${resource}`,
    decision.explanation,
    ...relevant.map(it => `  ${placeOf(it)}  ${it.effect}  ${sentenceOf(it)}`),
    ...(others > 0 ? [`  ${others} more ${others === 1 ? 'statement is' : 'statements are'} about other actions`] : []),
    '',
  ].join('\n');
}

function placeOf({ policy, version, attachedTo, statement, sid }: ConsideredStatement): string {
  const edition = version === undefined ? '' : ` (${version})`;
  const holder = attachedTo === undefined ? '' : ` of ${attachedTo}`;
  return `${policy}${edition}${holder}, statement ${statement}${sid === undefined ? '' : ` "${sid}"`}`;
}

function sentenceOf({ bearing, unmet }: ConsideredStatement): string {
  switch (bearing) {
    case 'counts':
      return 'counts';
    case 'condition':
      return `does not count: ${unmet?.operator} on ${unmet?.key}, for which the call has ${unmet?.values.length ? unmet.values.join(', ') : 'nothing'}`;
    case 'other-resource':
      return 'is about other resources';
    case 'other-principal':
      return 'names other principals';
    case 'whole-account':
      return 'names the whole account, and leaves it to the policies of that';
    case 'other-scope':
      return 'is attached for another resource group';
    case 'other-action':
      return 'is about other actions';
  }
}
