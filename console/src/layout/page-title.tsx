/** The heading of a page. When the person comes from another page it takes the focus, so that it is read and the content is next. */
import { type ReactNode, useEffect, useRef } from 'react';
import { route } from '../router/route';
import { useStore } from '../session/store';

/** Where the person was before; nowhere, at the first page, which is left to the browser. */
let before: string | undefined;

export function PageTitle({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const place = useStore(route).path.join('/');
  useEffect(() => {
    if (before !== undefined && before !== place) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    before = place;
  }, [place]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
