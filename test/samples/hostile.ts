/** Texts that break a program which writes them down carelessly. */

export const hostileTexts = [
  `it's "quoted" \\ and \\\\ and \\n`,
  `\${process.env.HOME} $HOME \`id\` $(id) #{1} %s %d {0} {name!r}`,
  "'; exit 1; '",
  '"); process.exit(1); //',
  '""" + exit(1) + """',
  '*/ <!-- --> </script>',
  'line one\nline two\r\n\ttabbed\n',
  '\u2028\u2029\u0085\u00a0\ufeff',
  '\u202eright to left\u202c \u200b\u200d',
  'with a NUL \0 and \u0001\u001b[31m\u007f',
  '证书 é 👩‍💻 \u{1f511} \u{10ffff}',
  ' blanks at both ends ',
  '',
  '-n',
  '@file',
  '100% a+b&c=d;e?f#g~*()',
  '__proto__',
  '!history !!',
  'END',
];

/** For keys of maps: not empty, and without the one that the vendor's TypeScript client loses. */
export const hostileNames = hostileTexts.filter(text => text !== '' && text !== '__proto__');
