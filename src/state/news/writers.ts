/** Who wrote training texts, as short as can be told apart. */
import type { NewsResults } from '../../core/news/types.ts';

/** @param key of the file's texts */
export function shortWriter({ texts }: Pick<NewsResults, 'texts'>, key: string): string {
  const writer = texts.find((one) => one.key === key && !one.self)?.writer ?? texts.find((one) => one.key === key)?.writer;
  if (writer === undefined || writer === null) return key;
  const name = writer.split('/').at(-1)!;
  return name.replace(/-(Instruct|Chat|Base)$/i, '').replaceAll('-', ' ');
}
