/**
 * The style of the pages: system fonts, light and dark by the reader's setting, from 320 pixels of width on. Colours keep a
 * contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
 */
export const stylesheet = `
:root {
  --text: #1d2430; --soft: #566070; --back: #ffffff; --panel: #f5f6f8; --line: #d9dde3; --link: #0b57c2; --mark: #0b57c2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e4e7ec; --soft: #a3adbb; --back: #14181f; --panel: #1d232c; --line: #343c48; --link: #84b4ff; --mark: #84b4ff;
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.25rem 0.75rem; background: var(--back); z-index: 1; }

header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.5rem; padding: 0.75rem 1.5rem; border-bottom: 1px solid var(--line); }
header .name { font-weight: 700; color: var(--text); text-decoration: none; }
header ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; margin: 0; padding: 0; list-style: none; }
header li a { text-decoration: none; }
header li a:hover { text-decoration: underline; }
header li a[aria-current] { color: var(--text); font-weight: 600; }
header form { display: flex; gap: 0.5rem; align-items: center; margin-left: auto; }
header label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
input, button { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--soft); border-radius: 4px; padding: 0.25rem 0.6rem; }
input { width: 17rem; max-width: 100%; min-width: 0; }
::placeholder { color: var(--soft); opacity: 1; }
button { background: var(--panel); cursor: pointer; }

main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1.5rem 4rem; }
.above { color: var(--soft); font-size: 0.9rem; }
h1 { margin: 0.25rem 0 0.5rem; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.3rem; }
h3 { margin: 1.75rem 0 0.5rem; font-size: 1.05rem; }
h2, h3 { line-height: 1.3; overflow-wrap: anywhere; }
.summary { margin: 0 0 1rem; font-size: 1.1rem; color: var(--soft); overflow-wrap: anywhere; }
p, main > ul, main > ol { max-width: 50rem; }
li { margin: 0.25rem 0; }
.invitation { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; max-width: none; margin: 0 0 1.25rem; color: var(--soft); }
.invitation a { flex: none; padding: 0.4rem 1rem; border-radius: 6px; background: var(--link); color: var(--back); font-weight: 600; text-decoration: none; }
.invitation a:hover { text-decoration: underline; }
.contents ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; margin: 0 0 1.25rem; padding: 0; list-style: none; font-size: 0.9rem; }

code, pre { font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; font-size: 0.875em; }
code { background: var(--panel); border-radius: 3px; padding: 0.1em 0.3em; overflow-wrap: anywhere; }
pre { margin: 0.5rem 0 1rem; padding: 0.75rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.45; }
pre code { padding: 0; background: none; }
details { margin: 1rem 0; padding: 0.5rem 1rem; border: 1px solid var(--line); border-radius: 6px; }
summary { cursor: pointer; font-weight: 600; }

table { width: 100%; margin: 0.75rem 0 1.25rem; border-collapse: collapse; font-size: 0.925rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--panel); font-weight: 600; white-space: nowrap; }
td { overflow-wrap: break-word; }
td code { overflow-wrap: anywhere; }
td:first-child { font-weight: 500; }
td div + div { margin-top: 0.3rem; }

@media (max-width: 70rem) {
  header form { margin-left: 0; width: 100%; }
  input { flex: 1; }
  main { padding: 1rem 1rem 3rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; }
  tr { margin-bottom: 0.75rem; padding: 0.25rem 0; border: 1px solid var(--line); border-radius: 6px; }
  td { border: 0; padding: 0.25rem 0.75rem; display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0 0.75rem; overflow-wrap: anywhere; }
  td::before { content: attr(data-column); grid-row: 1 / span 99; color: var(--soft); font-weight: 400; overflow-wrap: normal; }
  td > div { grid-column: 2; }
}
@media print {
  header, .contents, .skip { display: none; }
}
`;
