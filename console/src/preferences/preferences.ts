/** Language and theme: what the person chose, or else what the browser says. Kept in local storage; nothing else of ours is. */
import { createStore } from '../session/store';

export type Language = 'en' | 'zh';
export type Theme = 'light' | 'dark';

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

const STORAGE_KEY = 'chancery.preferences';

export const preferences = createStore<Preferences>({ ...fromBrowser(), ...stored() });

export function prefer(change: Partial<Preferences>): void {
  const kept = { ...stored(), ...change };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
  } catch {
    // Without storage the choice lasts until the page is left.
  }
  preferences.set({ ...preferences.get(), ...change });
}

function fromBrowser(): Preferences {
  return {
    language: globalThis.navigator?.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en',
    theme: globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  };
}

function stored(): Partial<Preferences> {
  try {
    const { language, theme } = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Record<string, unknown>;
    return {
      ...((language === 'en' || language === 'zh') && { language }),
      ...((theme === 'light' || theme === 'dark') && { theme }),
    };
  } catch {
    return {};
  }
}
