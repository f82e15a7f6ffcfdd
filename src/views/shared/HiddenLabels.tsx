/** How many labels found no room; written by the drawing, not by React, for while the picture moves it changes all the time. */
import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Takes the number of labels left out of the drawing. */
export type LabelTally = (hidden: number) => void;

export function HiddenLabels({ tallyRef }: { readonly tallyRef: RefObject<LabelTally | null> }) {
  const note = useRef<HTMLSpanElement>(null);
  const said = useRef(0);
  useLayoutEffect(() => {
    tallyRef.current = (hidden) => {
      if (hidden === said.current) return;
      said.current = hidden;
      note.current!.hidden = hidden === 0;
      note.current!.textContent = `${hidden} ${hidden === 1 ? 'label' : 'labels'} left out`;
    };
    return () => {
      tallyRef.current = null;
    };
  }, [tallyRef]);
  return <span ref={note} data-note="hidden" title="Zoom in or point at a node to read it" hidden />;
}
