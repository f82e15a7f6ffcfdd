/** Markdown documents as parts of the site: as a page of HTML, and section by section as plain text. */
import MarkdownIt from 'markdown-it';
import type { DocBlock, DocSection, DocSections, DocSpan } from '../src/views/charts/MeasureSection.tsx';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

export interface DocHeading {
  /** 1 to 6. */
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

export interface RenderedDoc {
  readonly title: string;
  readonly headings: readonly DocHeading[];
  /** Without inline styles and scripts: it holds under a strict content security policy. */
  readonly html: string;
}

// HTML inside a document is shown as text.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** The id of a heading: lower case, hyphens for spaces, other signs left out. */
export function headingId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

function plain(tokens: readonly Token[] | null): string {
  return (tokens ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('');
}

/** Gives every heading its id, the second of a name a number; returns them in order. */
function nameHeadings(tokens: readonly Token[]): readonly DocHeading[] {
  const seen = new Map<string, number>();
  return tokens.flatMap((token, i): DocHeading[] => {
    if (token.type !== 'heading_open') return [];
    const text = plain(tokens[i + 1]!.children);
    const name = headingId(text);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    const id = before === 0 ? name : `${name}-${before}`;
    token.attrSet('id', id);
    return [{ level: Number(token.tag.slice(1)), id, text }];
  });
}

/** Relative links lead to the other documents of the site; to anything that is not on it they are plain text. */
function mapLinks(tokens: readonly Token[], pages: Readonly<Record<string, string>>): void {
  const open: boolean[] = [];
  for (const token of tokens) {
    if (token.children !== null) mapLinks(token.children, pages);
    if (token.type === 'link_open') {
      const href = String(token.attrGet('href') ?? '');
      const [file, anchor] = href.split('#');
      const page = pages[file!];
      const kept = /^https?:/.test(href) || href.startsWith('#') || page !== undefined;
      if (page !== undefined) token.attrSet('href', anchor === undefined ? page : `${page}#${anchor}`);
      if (/^https?:/.test(href)) token.attrSet('rel', 'noreferrer');
      if (!kept) [token.tag, token.attrs] = ['span', null];
      open.push(kept);
    }
    if (token.type === 'link_close' && open.pop() === false) token.tag = 'span';
    if (token.type === 'th_open' || token.type === 'td_open') token.attrs = null;
  }
}

/** @param pages file name of every document of the site to its page */
export function renderDoc(source: string, pages: Readonly<Record<string, string>>): RenderedDoc {
  const tokens = markdown.parse(source, {});
  const headings = nameHeadings(tokens);
  mapLinks(tokens, pages);
  return { title: headings.find(({ level }) => level === 1)?.text ?? '', headings, html: markdown.renderer.render(tokens, markdown.options, {}) };
}

function spans(tokens: readonly Token[] | null): readonly DocSpan[] {
  const out: DocSpan[] = [];
  let kind: DocSpan['kind'] = 'plain';
  for (const { type, content } of tokens ?? []) {
    if (type === 'em_open') kind = 'em';
    else if (type === 'strong_open') kind = 'strong';
    else if (type === 'em_close' || type === 'strong_close') kind = 'plain';
    else if (type === 'code_inline') out.push({ kind: 'code', text: content });
    else if (type === 'softbreak') out.push({ kind, text: ' ' });
    else if (content !== '') out.push({ kind, text: content });
  }
  return out;
}

/** What stands under every heading below the title, up to the next one. */
export function docSections(source: string): DocSections {
  const tokens = markdown.parse(source, {});
  const headings = nameHeadings(tokens);
  const sections: Record<string, DocSection> = {};
  let current: { readonly title: string; readonly blocks: DocBlock[] } | null = null;
  let next = 0;
  let list = 0;
  tokens.forEach((token, i) => {
    if (token.type === 'heading_open') {
      const { level, id, text } = headings[next++]!;
      current = level === 1 ? null : { title: text, blocks: [] };
      if (current !== null) sections[id] = current;
    }
    if (token.type === 'bullet_list_open') list++;
    if (token.type === 'bullet_list_close') list--;
    if (token.type === 'inline' && tokens[i - 1]?.type === 'paragraph_open') {
      current?.blocks.push({ kind: list > 0 ? 'item' : 'paragraph', spans: spans(token.children) });
    }
  });
  return sections;
}
