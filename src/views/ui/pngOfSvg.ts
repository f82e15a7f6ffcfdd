/** From markup to pixels, by the browser's own drawing of SVG. */

/** Rejects when the browser cannot draw it. */
export async function svgImage(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

/** Rejects when the browser has no room for the picture. */
export async function canvasPng(canvas: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the browser gave no picture');
  return blob;
}

/** @param width, height pixels of the picture */
export async function pngOfSvg(svg: string, width: number, height: number): Promise<Blob> {
  const image = await svgImage(svg);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  return canvasPng(canvas);
}
