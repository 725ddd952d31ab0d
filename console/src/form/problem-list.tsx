/** All problems of a form, each with the wire name of its parameter. */
import { useText } from '../texts/use-text';
import type { Problem } from './problem';
import { problemText } from './problem-text';

export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const t = useText();
  return (
    <ul className="problems">
      {problems.map(problem => (
        <li key={`${problem.path} ${problem.rule} ${problem.within ?? ''}`}>
          <code>{problem.path}</code> {problemText(t, problem)}
        </li>
      ))}
    </ul>
  );
}
