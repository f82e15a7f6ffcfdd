import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docSections, headingId, renderDoc } from '../../scripts/docMarkdown.ts';
import { DOC_PAGES, docPage } from '../../scripts/docPages.ts';
import { ABOUT, ABOUT_MEASURE } from '../../src/views/evidence/aboutCharts.ts';
import { ABOUT_NEWS } from '../../src/views/news/aboutNews.ts';
import { TERMS } from '../../src/views/evidence/measureTerms.ts';

const sources = Object.keys(DOC_PAGES).map((file) => [file, readFileSync(`docs/${file}`, 'utf8')] as const);
const measures = readFileSync('docs/measures.md', 'utf8');

describe('the documents as pages', () => {
  it.each(sources)('%s has one id for every heading, and links only to what is on the site', (_, source) => {
    const page = docPage(source, 'assets/docs.css');
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(5);
    for (const [, href] of page.matchAll(/<a href="([^"]+)"/g)) {
      if (/^https?:/.test(href!) || href === './') continue;
      const [file, anchor] = href!.split('#');
      if (file === '') expect(ids).toContain(anchor);
      else expect(Object.values(DOC_PAGES)).toContain(file);
    }
  });

  it.each(sources)('%s holds under a policy without inline scripts and styles', (_, source) => {
    const page = docPage(source, 'assets/docs.css');
    expect(page).not.toMatch(/<script|<style| style=| on[a-z]+="/i);
  });

  it('show HTML of a document as text', () => {
    const { html } = renderDoc('# T\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1))\n', {});
    expect(html).not.toMatch(/<img|href="javascript/);
    expect(html).toContain('&lt;img');
  });
});

describe('the definitions behind the info buttons', () => {
  const anchors = [...Object.values(ABOUT), ...Object.values(ABOUT_MEASURE), ...Object.values(TERMS), ...Object.values(ABOUT_NEWS)].map(({ section }) => section);
  const ids = renderDoc(measures, DOC_PAGES).headings.map(({ id }) => id);
  const sections = docSections(measures);

  it.each([...new Set(anchors)])('%s is a heading of the page', (anchor) => {
    expect(ids).toContain(anchor);
    expect(Object.keys(sections)).toContain(anchor);
  });

  it('say what the measure is and what it cannot tell, for every measure', () => {
    const words = (id: string) => sections[id]!.blocks.flatMap(({ spans }) => spans.map(({ text }) => text)).join('');
    for (const id of ['dirichlet-energy-normalised', 'distance-correlation', 'graph-spectrum', 'relabelling-permutation', 'power-law']) {
      expect(words(id)).toMatch(/Cannot tell/i);
      expect(words(id)).not.toMatch(/\*|`/);
    }
  });
});

it('gives headings plain ids, the second of a name a number', () => {
  expect(headingId('Critical context T_c')).toBe('critical-context-t_c');
  expect(renderDoc('# A\n\n## Same\n\n## Same\n', {}).headings.map(({ id }) => id)).toEqual(['a', 'same', 'same-1']);
});
