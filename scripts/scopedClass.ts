/**
 * The class that a name of a CSS module has on the page: `timeline-track` for `.track` of timeline.module.css. It says in the
 * browser's inspector where its rules are, and is the same in every build.
 */
import path from 'node:path';

const owners = new Map<string, string>();

export function scopedClass(name: string, file: string): string {
  const [module = ''] = file.split('?');
  const sheet = path.basename(module, '.module.css');
  const owner = owners.get(sheet) ?? module;
  if (owner !== module) throw new Error(`${module} and ${owner} would give their classes the same names: rename one of the two.`);
  owners.set(sheet, module);
  return `${sheet}-${name}`;
}
