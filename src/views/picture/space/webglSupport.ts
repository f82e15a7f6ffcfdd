/** Why this browser cannot draw in 3D, in a sentence for the reader; null when it can. A refusal is asked anew: it may pass. */
export function webglProblem(): string | null {
  const problem = supported ? null : probe();
  supported = problem === null;
  return problem;
}

let supported = false;

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
