/**
 * Vite plugin: the documents that the app links to as pages of the site (`measures.html`, `format.html`), while
 * developing and in a build, and `FILE.md?sections` as a module that holds a document's sections as plain text.
 * The pages have no script and no inline style, and link to each other and to the app relatively, so that they work
 * under any path and under the policy `default-src 'self'`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import { docSections, renderDoc } from './docMarkdown.ts';

/** Documents of docs/ that are pages of the site. */
export const DOC_PAGES: Readonly<Record<string, string>> = { 'measures.md': 'measures.html', 'format.md': 'format.html' };

const STYLES = ['src/views/ui/styles/tokens.css', 'src/views/ui/styles/docPage.css'];
const DEV_STYLE = 'docs.css';
const QUERY = '?sections';

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** @param style path of the style sheet, relative to the page */
export function docPage(source: string, style: string): string {
  const { title, headings, html } = renderDoc(source, DOC_PAGES);
  const contents = headings
    .filter(({ level }) => level === 2)
    .map(({ id, text }) => `<li><a href="#${escaped(id)}">${escaped(text)}</a></li>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'self'" />
    <title>${escaped(title)} · Contextscope</title>
    <link rel="icon" type="image/svg+xml" href="./favicon.svg" />
    <link rel="stylesheet" href="./${escaped(style)}" />
  </head>
  <body>
    <header class="doc-head"><a href="./">Contextscope</a></header>
    <nav class="doc-contents" aria-label="Contents">
      <ul>
${contents}
      </ul>
    </nav>
    <main class="doc">
${html}
    </main>
  </body>
</html>
`;
}

export function docPages(): Plugin {
  let config: ResolvedConfig;
  const read = (file: string) => readFileSync(path.join(config.root, file), 'utf8');
  const styles = () => STYLES.map(read).join('\n');
  return {
    name: 'contextscope-doc-pages',
    enforce: 'pre',
    configResolved(resolved) {
      config = resolved;
    },
    load(id) {
      if (!id.endsWith(`.md${QUERY}`)) return null;
      const file = id.slice(0, -QUERY.length);
      this.addWatchFile(file);
      return `export default ${JSON.stringify(docSections(readFileSync(file, 'utf8')))};`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = (request.url ?? '').split(/[?#]/)[0]!.slice(1);
        const document = Object.keys(DOC_PAGES).find((file) => DOC_PAGES[file] === name);
        if (document === undefined && name !== DEV_STYLE) return next();
        response.setHeader('Content-Type', document === undefined ? 'text/css; charset=utf-8' : 'text/html; charset=utf-8');
        response.end(document === undefined ? styles() : docPage(read(`docs/${document}`), DEV_STYLE));
      });
    },
    generateBundle() {
      const style = this.getFileName(this.emitFile({ type: 'asset', name: DEV_STYLE, source: styles() }));
      for (const [file, page] of Object.entries(DOC_PAGES)) {
        this.emitFile({ type: 'asset', fileName: page, source: docPage(read(`docs/${file}`), style) });
      }
    },
  };
}
