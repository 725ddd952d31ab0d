/** The name of an operation: where it does not fit, it breaks between its words. */
import type { ReactNode } from 'react';
import { inPlace } from '../explorer/prose';

export function Breakable({ name }: { readonly name: string }): ReactNode {
  const [first, ...words] = name.split(/(?<=[a-z])(?=[A-Z])/);
  return inPlace([
    first,
    ...words.map(word => (
      <>
        <wbr />
        {word}
      </>
    )),
  ]);
}
