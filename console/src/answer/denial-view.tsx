/** A denial: who was denied what, on which resource, and which kind of policy decided. */
import type { Operation } from '../description/model';
import { type TextKey, useText } from '../texts/use-text';

const NAMES: Readonly<Record<string, TextKey>> = {
  AuthAction: 'denial.action',
  AuthResource: 'denial.resource',
  AuthPrincipalType: 'denial.principal-type',
  AuthPrincipalDisplayName: 'denial.principal',
  AuthPrincipalOwnerId: 'denial.account',
  NoPermissionType: 'denial.type',
  PolicyType: 'denial.policy',
};

interface DenialViewProps {
  readonly operation: Operation;
  readonly detail: Readonly<Record<string, string>>;
  readonly requestId: string | undefined;
}

export function DenialView({ operation, detail, requestId }: DenialViewProps) {
  const t = useText();
  const explicit = detail.NoPermissionType === 'ExplicitDeny';
  const action = detail.AuthAction ?? operation.permission.action ?? '';
  const resource = detail.AuthResource ?? '*';
  return (
    <section className="denial">
      <h3>{t('denial.title')}</h3>
      <p>{explicit ? t('denial.explicit', { action, resource }) : t('denial.implicit', { action, resource })}</p>
      <dl className="facts">
        {Object.entries(detail).map(([name, value]) => (
          <div key={name}>
            <dt>{NAMES[name] ? t(NAMES[name]) : name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      {requestId && (
        <p>
          {t('denial.audit')} <code>chancery audit show {requestId}</code>
        </p>
      )}
      {!explicit && (
        <>
          <p>{t('denial.would-allow')}</p>
          <pre className="code-block">{allowingStatement(action, resource)}</pre>
        </>
      )}
    </section>
  );
}

function allowingStatement(action: string, resource: string): string {
  const statement = { Effect: 'Allow', Action: action, Resource: resource };
  return JSON.stringify({ Version: '1', Statement: [statement] }, null, 2);
}
