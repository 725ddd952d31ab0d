/** The settings of the server. docs/settings.md is this page, written by its test. */

import { defaultWords } from '../../settings/setting.js';
import { allSettings } from '../../settings/settings.js';
import { code, type Page, paragraph, table } from '../document.js';
import { plainProse } from '../prose.js';

export const settingsPage: Page = {
  id: 'settings',
  title: 'Settings',
  summary: 'What an administrator can set, what holds without it, and why one would change it.',
  above: [],
  blocks: [
    paragraph(
      'A flag of ',
      code('chancery serve'),
      ' wins over the environment. An empty text counts as not given. The server checks all settings before it writes anything; a wrong one ends it with status 2 and a sentence that names it.',
    ),
    table(
      'All settings',
      ['Flag', 'Environment', 'Default', 'Why one would change it'],
      allSettings.map(setting => [
        setting.flag === undefined ? '' : code(setting.flag),
        code(setting.variable),
        typeof setting.default === 'string' ? code(setting.default) : plainProse(defaultWords(setting)),
        plainProse(setting.why),
      ]),
    ),
  ],
};
