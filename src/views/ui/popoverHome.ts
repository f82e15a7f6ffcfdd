/** The landmark that pop-ups are put into, so that assistive technology finds them in a region of the page. */
import { createContext, useContext } from 'react';

export const PopoverHome = createContext<HTMLElement | null>(null);

/** Properties for a Popover; empty until the landmark is on the page. */
export function usePopoverHome(): { readonly UNSTABLE_portalContainer?: HTMLElement } {
  const home = useContext(PopoverHome);
  return home === null ? {} : { UNSTABLE_portalContainer: home };
}
