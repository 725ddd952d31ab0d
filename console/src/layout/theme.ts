/**
 * The two themes: antd's own, with an ink blue that keeps 4.5:1 on white and a seal red for what destroys. Grounds of notices are
 * given, since those that antd derives from dark colours are grey.
 */
import { type ThemeConfig, theme } from 'antd';
import type { Theme } from '../preferences/preferences';

const SHARED = {
  // Nothing moves for those whose system says so.
  motion: !globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches,
  fontFamily: 'inherit',
  borderRadius: 6,
  fontSize: 14,
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.16s',
} as const;

export const THEMES: Readonly<Record<Theme, ThemeConfig>> = {
  light: {
    algorithm: theme.defaultAlgorithm,
    token: {
      ...SHARED,
      colorPrimary: '#1f4f99',
      colorLink: '#1f4f99',
      colorError: '#b3261e',
      colorSuccess: '#1d6b39',
      colorWarning: '#8a5300',
      colorErrorBg: '#fbeae9',
      colorErrorBorder: '#e8b4b0',
      colorWarningBg: '#fdf2e0',
      colorWarningBorder: '#e6cfa3',
      // antd's placeholders have 1.8:1.
      colorTextPlaceholder: '#6b6f76',
      colorTextDescription: '#595e66',
    },
  },
  dark: {
    algorithm: theme.darkAlgorithm,
    token: {
      ...SHARED,
      colorPrimary: '#6f9fe8',
      colorLink: '#8fb6f2',
      colorError: '#f2857d',
      colorSuccess: '#6fc48a',
      colorWarning: '#e3a953',
      colorErrorBg: '#3a1c1a',
      colorErrorBorder: '#6b3430',
      colorWarningBg: '#35270f',
      colorWarningBorder: '#65501f',
      colorTextPlaceholder: '#8f959e',
      colorTextDescription: '#a5abb4',
      // Dark text on the light blue of this theme.
      colorTextLightSolid: '#0d1520',
    },
  },
};
