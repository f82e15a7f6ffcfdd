/** The landmark that pop-ups are put into, so that assistive technology finds them in a region of the page; null until it is there. */
import { createContext } from 'react';

export const PopoverHome = createContext<HTMLElement | null>(null);
