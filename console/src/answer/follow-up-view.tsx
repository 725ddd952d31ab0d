/** Buttons that take an answer to the next operation. What they fill in may be secret, so it goes from form to form and into no address. */
import { Button } from 'antd';
import { catalogue } from '../description/catalogue';
import type { Operation } from '../description/model';
import { updateBench } from '../explorer/workbench';
import type { DraftObject } from '../form/draft';
import { operationPath } from '../links/operation-link';
import { navigate } from '../router/route';
import { useStore } from '../session/store';
import { useText } from '../texts/use-text';
import { filledBy, followUpsOf } from './follow-ups';

interface FollowUpViewProps {
  readonly operation: Operation;
  readonly answer: unknown;
  /** What the answer was asked with. */
  readonly drafts: DraftObject;
}

export function FollowUpView({ operation, answer, drafts }: FollowUpViewProps) {
  const t = useText();
  const described = useStore(catalogue).described[operation.productCode]?.operations ?? [];
  const steps = followUpsOf(operation).flatMap(followUp => {
    const to = described.find(({ action }) => action === followUp.to);
    const filled = to && filledBy(followUp, to, { answer, drafts });
    return to && filled ? [{ followUp, to, filled }] : [];
  });
  if (steps.length === 0) return null;
  return (
    <p className="follow-ups">
      <span className="quiet">{t('follow.next')}</span>
      {steps.map(({ followUp, to, filled }) => (
        <Button
          key={followUp.to}
          size="small"
          title={followUp.to}
          onClick={() => {
            updateBench(to, { drafts: filled, exchange: undefined, failure: undefined });
            navigate(operationPath(to.productCode, to.action));
          }}
        >
          {t(followUp.label)}
        </Button>
      ))}
    </p>
  );
}
