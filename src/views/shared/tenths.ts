/**
 * Pixels as text with one decimal. Attributes of the page are text, so a moving picture needs thousands a second: those
 * that a picture may hold are made once and handed out again.
 */
const LEAST = -500;
const MOST = 4000;
const texts: (string | undefined)[] = [];

export function tenths(pixels: number): string {
  const at = Math.round(pixels * 10);
  if (!(pixels >= LEAST && pixels <= MOST)) return String(at / 10);
  return (texts[at - LEAST * 10] ??= String(at / 10));
}
