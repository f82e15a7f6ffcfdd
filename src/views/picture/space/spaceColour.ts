/** Colours as three takes them, parsed once: drawing asks for the same few at every repaint. Not to be changed. */
import { Color } from 'three';

const colours = new Map<string, Color>();

export function colourOf(css: string): Readonly<Color> {
  const known = colours.get(css);
  if (known !== undefined) return known;
  const made = new Color(css);
  colours.set(css, made);
  return made;
}
