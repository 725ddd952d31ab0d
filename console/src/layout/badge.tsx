/** A word that stands out: antd's tags mix their grounds from the text colour, which leaves too little contrast. */
import type { ReactNode } from 'react';

export type Tone = 'good' | 'bad' | 'warn' | 'plain';

export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`badge badge--${tone}`}>{children}</span>;
}
