/** `/reference/lifecycle`: what things may still do in each state, from the tables that the server decides by. */
import type { Lifecycle, LifecycleCell } from '../../spec/lifecycle.js';
import {
  type Block,
  bullets,
  code,
  heading,
  type Inline,
  joined,
  link,
  type Page,
  paragraph,
  strong,
  table,
} from '../document.js';
import { operationPage } from '../prose.js';
import type { ReferenceSource } from '../source.js';

export function lifecyclePage({ catalogue }: ReferenceSource): Page {
  return {
    id: 'lifecycle',
    title: 'Lifecycle',
    summary:
      'What a CA or a certificate may still do when it is revoked, expired or deleted. The server decides by these very tables.',
    above: [],
    blocks: [
      paragraph(
        'There is no way back from any state. The API has the word ',
        code('forbidden'),
        ' for disabled CAs as a filter of lists, and no operation that disables one: nothing is ever in that state.',
      ),
      ...catalogue.products.flatMap(({ code: product, refusals, lifecycles = [] }) => {
        const nameOf = (action: string): Inline => {
          const operation = catalogue.operations.find(it => it.product.code === product && it.action === action);
          return operation ? link(operationPage(operation), action) : action;
        };
        return lifecycles.flatMap(lifecycle => blocksOf(lifecycle, nameOf, refusals));
      }),
    ],
  };
}

function blocksOf(
  { id, title, about, states, acts }: Lifecycle,
  nameOf: (action: string) => Inline,
  refusals: Readonly<Record<string, string>>,
): Block[] {
  const shown = (cell: LifecycleCell): Inline => {
    if (cell === 'yes') return cell;
    return 'instead' in cell ? cell.instead : code(refusals[cell.refusal] ?? cell.refusal);
  };
  return [
    heading(2, title, id),
    bullets(states.map(state => [strong(state.name), ': ', state.about])),
    paragraph(about),
    table(
      title,
      ['May it …', ...states.map(({ name }) => name)],
      acts.map(act => [
        act.operations.length === 0 ? act.about : [`${act.about}: `, ...joined(act.operations.map(nameOf))],
        ...act.cells.map(shown),
      ]),
    ),
  ];
}
