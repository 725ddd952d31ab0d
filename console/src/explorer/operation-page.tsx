/** One operation: what it is, its form, and what came back. */

import { AnswerPanel } from '../answer/answer-panel';
import type { Operation } from '../description/model';
import { OperationForm } from '../form/operation-form';
import { useStore } from '../session/store';
import { OperationHead } from './operation-head';
import { benchOf, workbench } from './workbench';

export function OperationPage({ operation }: { readonly operation: Operation }) {
  const bench = benchOf(useStore(workbench), operation);
  return (
    <article className="operation">
      <OperationHead operation={operation} drafts={bench.drafts} />
      <div className="operation__bench">
        <OperationForm operation={operation} drafts={bench.drafts} />
        <AnswerPanel operation={operation} bench={bench} />
      </div>
    </article>
  );
}
