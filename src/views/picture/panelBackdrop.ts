/** The layer behind all panels of the stage: 3D draws all of them there, in one canvas. */
import { createContext, useContext, type RefObject } from 'react';

const PanelBackdrop = createContext<RefObject<HTMLElement | null> | null>(null);

export const PanelBackdropProvider = PanelBackdrop.Provider;

export function usePanelBackdrop(): RefObject<HTMLElement | null> {
  const backdrop = useContext(PanelBackdrop);
  if (backdrop === null) throw new Error('a 3D panel needs a PanelBackdropProvider above it');
  return backdrop;
}
