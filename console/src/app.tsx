/** The application: language and theme around everything, the bar at the top, and the page that the address names. */
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useRef } from 'react';
import { ExplorerPage } from './explorer/explorer-page';
import { HistoryPage } from './history/history-page';
import { Notices } from './layout/notices';
import { THEMES } from './layout/theme';
import { TopBar } from './layout/top-bar';
import { preferences } from './preferences/preferences';
import { route } from './router/route';
import { SignInDialog } from './session/sign-in-dialog';
import { useStore } from './session/store';
import { useText } from './texts/use-text';

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
    </ConfigProvider>
  );
}

function Page() {
  const t = useText();
  const main = useRef<HTMLElement>(null);
  const [place, , action] = useStore(route).path;
  const title = place === 'history' ? t('layout.history') : (action ?? t('layout.explorer'));
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
        {place === 'history' ? <HistoryPage /> : <ExplorerPage />}
      </main>
    </>
  );
}

function focusHeading(main: HTMLElement | null): void {
  main?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}
