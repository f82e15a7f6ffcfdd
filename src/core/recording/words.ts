/** How sentences and file names are made of words. */

/**
 * A list as a sentence says it: "a, b and c".
 *
 * @param most how many are named where there are more: "a, b and 3 more"
 */
export function wordList(words: readonly (string | number)[], most = Infinity): string {
  if (words.length > most) return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Lower-case letters, digits and hyphens, at most `most` of them; empty where a title has neither. */
export function slugOf(title: string, most = 60): string {
  return title.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, most);
}
