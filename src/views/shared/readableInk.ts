/** Black or white, whichever is read more easily on a background (WCAG 2.2 contrast ratio); at least 4.5:1 on any. */
export function readableInk(background: string): '#000000' | '#ffffff' {
  const channel = (at: number) => {
    const c = parseInt(background.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff';
}
