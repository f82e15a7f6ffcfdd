/** The few pictograms of the page, drawn on a 16-unit square in the colour of the text. */
import type { ReactNode } from 'react';

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

function StrokeIcon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const OfflineIcon = () => (
  <StrokeIcon>
    <path d="M4.4 12.5h7.4a2.5 2.5 0 0 0 .4-5 4 4 0 0 0-7.6-.9 3 3 0 0 0-.2 5.9zM2.5 2.5l11 11" />
  </StrokeIcon>
);

export const PlayIcon = () => (
  <Icon>
    <path d="M4.5 2.8v10.4L13 8z" />
  </Icon>
);

export const PauseIcon = () => (
  <Icon>
    <path d="M4 3h3v10H4zM9 3h3v10H9z" />
  </Icon>
);

export const StepBackIcon = () => (
  <StrokeIcon>
    <path d="M10 3.5 5.5 8l4.5 4.5" />
  </StrokeIcon>
);

export const StepForwardIcon = () => (
  <StrokeIcon>
    <path d="M6 3.5 10.5 8 6 12.5" />
  </StrokeIcon>
);

export const FirstIcon = () => (
  <StrokeIcon>
    <path d="M11.5 3.5 7 8l4.5 4.5M4.5 3.5v9" />
  </StrokeIcon>
);

export const LastIcon = () => (
  <StrokeIcon>
    <path d="M4.5 3.5 9 8l-4.5 4.5M11.5 3.5v9" />
  </StrokeIcon>
);

export const CloseIcon = () => (
  <StrokeIcon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </StrokeIcon>
);

export const PlusIcon = () => (
  <StrokeIcon>
    <path d="M8 3.5v9M3.5 8h9" />
  </StrokeIcon>
);

export const ChevronDownIcon = () => (
  <StrokeIcon>
    <path d="m4 6 4 4 4-4" />
  </StrokeIcon>
);

/** A double arrow, horizontal at a turn of 0 degrees. */
export const FlipIcon = ({ turn }: { readonly turn: number }) => (
  <StrokeIcon>
    <path d="M5 5.5 2.5 8 5 10.5M2.5 8h11M11 5.5 13.5 8 11 10.5" transform={`rotate(${turn} 8 8)`} />
  </StrokeIcon>
);

export const SidebarIcon = () => (
  <StrokeIcon>
    <path d="M2.5 3.5h11v9h-11zM6.5 3.5v9" />
  </StrokeIcon>
);

export const OpenIcon = () => (
  <StrokeIcon>
    <path d="M8 10V2.8M5.2 5.4 8 2.6l2.8 2.8M3 9.5v3.7h10V9.5" />
  </StrokeIcon>
);

export const SaveIcon = () => (
  <StrokeIcon>
    <path d="M8 2.6v7.2M5.2 7.2 8 10l2.8-2.8M3 9.5v3.7h10V9.5" />
  </StrokeIcon>
);

export const UndoIcon = () => (
  <StrokeIcon>
    <path d="M5.8 3 2.8 6l3 3M3.2 6H9a3.75 3.75 0 0 1 0 7.5H6" />
  </StrokeIcon>
);

export const RedoIcon = () => (
  <StrokeIcon>
    <path d="m10.2 3 3 3-3 3M12.8 6H7a3.75 3.75 0 0 0 0 7.5h3" />
  </StrokeIcon>
);

export const ShareIcon = () => (
  <StrokeIcon>
    <path d="M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.4-2.4A2.6 2.6 0 0 0 9 3.3L8 4.3M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l1-1" />
  </StrokeIcon>
);

export const WarningIcon = () => (
  <StrokeIcon>
    <path d="M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1" />
  </StrokeIcon>
);
