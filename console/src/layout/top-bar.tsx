/** The bar at the top of every page: places, language, theme, and who is signed in. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { prefer, preferences } from '../preferences/preferences';
import { route } from '../router/route';
import { session, signOut } from '../session/credentials';
import { openSignIn } from '../session/sign-in-request';
import { useStore } from '../session/store';
import { useText } from '../texts/use-text';

export function TopBar() {
  const t = useText();
  return (
    <header className="top">
      <a className="top__brand" href="#/explore">
        <Seal />
        Chancery
      </a>
      <nav className="top__places" aria-label={t('layout.places')}>
        <Place path="explore">{t('layout.explorer')}</Place>
        <Place path="client-keys">{t('client-keys.title')}</Place>
        <Place path="history">{t('layout.history')}</Place>
        <a href="/reference/">{t('layout.reference')}</a>
      </nav>
      <div className="top__person">
        <Switches />
        <Person />
      </div>
    </header>
  );
}

function Place({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const [place = 'explore'] = useStore(route).path;
  return (
    <a href={`#/${path}`} aria-current={place === path ? 'page' : undefined}>
      {children}
    </a>
  );
}

/** Each says what it would change to, in its own words. */
function Switches() {
  const t = useText();
  const { language, theme } = useStore(preferences);
  const other = language === 'en' ? ('zh' as const) : ('en' as const);
  const otherTheme = theme === 'light' ? ('dark' as const) : ('light' as const);
  return (
    <>
      <Button type="text" size="small" lang={other} onClick={() => prefer({ language: other })}>
        {other === 'zh' ? '中文' : 'English'}
      </Button>
      <Button type="text" size="small" onClick={() => prefer({ theme: otherTheme })}>
        {otherTheme === 'dark' ? t('layout.dark') : t('layout.light')}
      </Button>
    </>
  );
}

function Person() {
  const t = useText();
  const who = useStore(session);
  if (!who) {
    return (
      <Button type="primary" size="small" onClick={openSignIn}>
        {t('session.sign-in')}
      </Button>
    );
  }
  return (
    <>
      <span className="top__name mono" title={who.arn}>
        {who.arn ?? who.credentials.accessKeyId}
      </span>
      <Button size="small" onClick={signOut}>
        {t('session.sign-out')}
      </Button>
    </>
  );
}

function Seal() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="15" fill="var(--seal)" />
      <circle cx="16" cy="16" r="11.5" fill="none" stroke="#f6dfe2" strokeWidth="1.2" strokeDasharray="2 1.4" />
      <path d="M20.6 12.3a5.6 5.6 0 1 0 0 7.4" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  );
}
