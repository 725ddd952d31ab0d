/** Texts of the page in the person's language. Names, descriptions and messages of the API stay as they are declared. */
import { useCallback } from 'react';
import { type Language, preferences } from '../preferences/preferences';
import { useStore } from '../session/store';
import { en } from './en';
import { zh } from './zh';

export type TextKey = keyof typeof en;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, values?: Values) => string;

const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, zh };

/** A text with its `{placeholders}` filled. */
export function textIn(language: Language, key: TextKey, values: Values = {}): string {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function useText(): Translate {
  const { language } = useStore(preferences);
  return useCallback((key, values) => textIn(language, key, values), [language]);
}
