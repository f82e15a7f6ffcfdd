/** A file name for an export: letters and digits of the title, hyphens between, at most 60 of them. */
export function exportName(title: string, kind: string): string {
  const slug = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `contextscope-${slug === '' ? 'chart' : slug}.${kind}`;
}
