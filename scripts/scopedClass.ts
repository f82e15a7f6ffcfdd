/**
 * The class that a name of a CSS module has on the page: the name itself, and two letters or digits that stand for its sheet.
 * The same in every build; short, since every one is in the scripts as well as in the sheets.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';

const owners = new Map<string, string>();

export function scopedClass(name: string, file: string): string {
  const [sheet = ''] = file.split('?');
  const mark = createHash('sha256').update(path.basename(sheet)).digest('base64url').replace(/[-_]/g, '').slice(0, 2);
  const owner = owners.get(mark) ?? sheet;
  if (owner !== sheet) throw new Error(`${sheet} and ${owner} have the same mark, ${mark}: rename one of the two.`);
  owners.set(mark, sheet);
  return `${name}-${mark}`;
}
