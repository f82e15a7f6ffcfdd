/** Why this browser cannot draw in 3D, in a sentence for the reader; null when it can. Asked once, its context given back. */
export function webglProblem(): string | null {
  known ??= { problem: probe() };
  return known.problem;
}

let known: { readonly problem: string | null } | null = null;

const UNAVAILABLE = '3D needs WebGL 2, which this browser does not offer or has switched off.';

function probe(): string | null {
  try {
    const context = document.createElement('canvas').getContext('webgl2');
    if (context === null) return UNAVAILABLE;
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return null;
  } catch {
    return UNAVAILABLE;
  }
}

export const CONTEXT_LOST = 'The graphics driver took the 3D drawing away (WebGL context lost).';
