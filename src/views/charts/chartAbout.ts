/** What a chart shows and what it cannot tell, with its section of docs/measures.md. */

export interface ChartAbout {
  /** In the reader's words, a paragraph each. */
  readonly words: readonly string[];
  /** Id of the heading in docs/measures.md. */
  readonly section: string;
}

/** The page of the site with every definition, at one of them. */
export function measuresPage(section: string): string {
  return `${import.meta.env.BASE_URL}measures.html#${section}`;
}
