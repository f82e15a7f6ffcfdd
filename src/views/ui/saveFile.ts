import { slugOf } from '../../state/base/words.ts';

/** Hands a file to the reader's browser, which saves it where the reader's files go. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file name for an export: letters and digits of the title, hyphens between, at most 60 of them. */
export function exportName(title: string, kind: string): string {
  const slug = slugOf(title);
  return `contextscope-${slug || 'chart'}.${kind}`;
}
