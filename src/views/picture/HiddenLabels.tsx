/** How many labels found no room; written by the drawing, not by React, for while the picture moves it changes all the time. */
import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Takes the number of labels that a drawing left out, the recorded frame that it stands at or after, and whether it is being played. */
export type LabelTally = (hidden: number, frame: number, playing: boolean) => void;

export function HiddenLabels({ tallyRef }: { readonly tallyRef: RefObject<LabelTally | null> }) {
  const note = useRef<HTMLSpanElement>(null);
  const said = useRef({ hidden: 0, frame: -1 });
  useLayoutEffect(() => {
    tallyRef.current = (hidden, frame, playing) => {
      // Once a recorded context while playing, when nobody could read more.
      if (hidden === said.current.hidden || (playing && frame === said.current.frame)) return;
      said.current.hidden = hidden;
      said.current.frame = frame;
      note.current!.hidden = hidden === 0;
      note.current!.textContent = `${hidden} ${hidden === 1 ? 'label' : 'labels'} left out`;
    };
    return () => {
      tallyRef.current = null;
    };
  }, [tallyRef]);
  return <span ref={note} data-note="hidden" title="Zoom in or point at a node to read it" hidden />;
}
