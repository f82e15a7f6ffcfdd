/**
 * One WebGL renderer for all 3D pictures of the page: browsers allow only some sixteen contexts at once, and every context
 * costs memory and a start. It draws out of sight, and each picture copies its own part into a plain canvas.
 */
import { WebGLRenderer, type PerspectiveCamera, type Scene } from 'three';

export interface PictureTarget {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the canvas per CSS pixel. */
  readonly ratio: number;
}

export interface RendererShare {
  /** Draws the scene into the whole of the target. */
  readonly render: (scene: Scene, camera: PerspectiveCamera, target: PictureTarget) => void;
  /** The renderer goes with its last share. */
  readonly release: () => void;
}

interface Shared {
  readonly renderer: WebGLRenderer;
  /** Called when the graphics driver takes the context away. */
  readonly losses: Set<() => void>;
}

let shared: Shared | null = null;

/** @throws where there is no WebGL */
export function shareRenderer(onLost: () => void): RendererShare {
  shared ??= createShared();
  const { renderer, losses } = shared;
  const lost = () => onLost();
  losses.add(lost);
  return {
    render: (scene, camera, target) => renderInto(renderer, scene, camera, target),
    release() {
      if (!losses.delete(lost) || losses.size > 0) return;
      if (shared?.renderer === renderer) shared = null;
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

function createShared(): Shared {
  const renderer = new WebGLRenderer({ antialias: true, alpha: true });
  renderer.setClearColor('#000000', 0);
  renderer.setSize(1, 1, false);
  const losses = new Set<() => void>();
  renderer.domElement.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    // One that is given back with its last picture is no news: nobody is left to tell.
    if (shared?.losses === losses) shared = null;
    for (const tell of [...losses]) tell();
  });
  return { renderer, losses };
}

/** The renderer's canvas grows to the largest picture and stays, for a new size costs a new buffer. */
function renderInto(renderer: WebGLRenderer, scene: Scene, camera: PerspectiveCamera, { context, width, height, ratio }: PictureTarget): void {
  const source = renderer.domElement;
  const pixelWidth = Math.floor(width * ratio);
  const pixelHeight = Math.floor(height * ratio);
  if (renderer.getPixelRatio() !== ratio) renderer.setPixelRatio(ratio);
  if (source.width < pixelWidth || source.height < pixelHeight) {
    renderer.setSize(Math.max(width, source.width / ratio), Math.max(height, source.height / ratio), false);
  }
  renderer.setViewport(0, 0, width, height);
  renderer.setScissor(0, 0, width, height);
  renderer.setScissorTest(true);
  renderer.render(scene, camera);
  context.globalCompositeOperation = 'copy';
  context.drawImage(source, 0, source.height - pixelHeight, pixelWidth, pixelHeight, 0, 0, pixelWidth, pixelHeight);
}
