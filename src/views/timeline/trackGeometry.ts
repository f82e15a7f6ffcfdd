/** Sizes of the timeline's drawing, in CSS pixels. */
export const TRACK = {
  left: 22,
  right: 18,
  top: 8,
  plotHeight: 60,
  axisHeight: 24,
} as const;

export const TRACK_HEIGHT = TRACK.top + TRACK.plotHeight + TRACK.axisHeight;
export const PLOT_BOTTOM = TRACK.top + TRACK.plotHeight;
