/** The application: language and theme around everything, the bar at the top, and the page that the address names. */
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useEffect, useRef } from 'react';
import { ClientKeysPage } from './client-keys/client-keys-page';
import { ExplorerPage } from './explorer/explorer-page';
import { HistoryPage } from './history/history-page';
import { OpenKeyDialog } from './instance/open-key-dialog';
import { Notices } from './layout/notices';
import { THEMES } from './layout/theme';
import { TopBar } from './layout/top-bar';
import { preferences } from './preferences/preferences';
import { route } from './router/route';
import { SignInDialog } from './session/sign-in-dialog';
import { useStore } from './session/store';
import { type TextKey, useText } from './texts/use-text';

export function App() {
  const { language, theme } = useStore(preferences);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset.theme = theme;
  }, [language, theme]);
  return (
    <ConfigProvider theme={THEMES[theme]} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <Page />
      <SignInDialog />
      <OpenKeyDialog />
    </ConfigProvider>
  );
}

/** What is not the Explorer. */
const PLACES = {
  history: { title: 'layout.history', page: <HistoryPage /> },
  'client-keys': { title: 'client-keys.title', page: <ClientKeysPage /> },
} as const satisfies Readonly<Record<string, { readonly title: TextKey; readonly page: ReactNode }>>;

function isPlace(place: string | undefined): place is keyof typeof PLACES {
  return place !== undefined && Object.hasOwn(PLACES, place);
}

function Page() {
  const t = useText();
  const main = useRef<HTMLElement>(null);
  const [place, , action] = useStore(route).path;
  const title = isPlace(place) ? t(PLACES[place].title) : (action ?? t('layout.explorer'));
  useEffect(() => {
    document.title = `${title} · Chancery`;
  }, [title]);
  return (
    <>
      {/* The fragment is the address of a page, so this cannot be a plain link to an id. */}
      <button type="button" className="skip" onClick={() => focusHeading(main.current)}>
        {t('layout.skip')}
      </button>
      <TopBar />
      <main ref={main}>
        <Notices />
        {isPlace(place) ? PLACES[place].page : <ExplorerPage />}
      </main>
    </>
  );
}

function focusHeading(main: HTMLElement | null): void {
  main?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}
