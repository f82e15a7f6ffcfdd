/**
 * The page's colours as plain `#rrggbb`, for code that cannot use CSS variables (WebGL, scales). Follows the theme choice,
 * the system's preference and any later change of the root element's attributes.
 */
import { useEffect, useState } from 'react';
import { useView } from '../../state/binding.tsx';
import type { Scheme } from './nodeColour.ts';

export interface ThemeColours {
  readonly scheme: Scheme;
  readonly ink: string;
  readonly inkSoft: string;
  /** Background of the stage. */
  readonly paper: string;
  readonly line: string;
  readonly accent: string;
  readonly edge: string;
  readonly edgeReference: string;
  readonly focus: string;
  readonly missing: string;
}

const fallbacks: Record<Scheme, Omit<ThemeColours, 'scheme'>> = {
  light: {
    ink: '#1b1f27', inkSoft: '#5b6472', paper: '#ffffff', line: '#e3e6eb', accent: '#0072b2', edge: '#8a94a6',
    edgeReference: '#d55e00', focus: '#0072b2', missing: '#9aa1ab',
  },
  dark: {
    ink: '#e8eaee', inkSoft: '#9aa4b2', paper: '#1b1f23', line: '#2b3038', accent: '#56b4e9', edge: '#75808f',
    edgeReference: '#e69f00', focus: '#56b4e9', missing: '#727a85',
  },
};

const variables: Record<keyof Omit<ThemeColours, 'scheme'>, string> = {
  ink: '--ink', inkSoft: '--ink-soft', paper: '--paper-raised', line: '--line', accent: '--accent', edge: '--edge',
  edgeReference: '--edge-reference', focus: '--focus', missing: '--missing',
};

const DARK_QUERY = '(prefers-color-scheme: dark)';

/** Any CSS colour as `#rrggbb`: a canvas resolves the notations (oklch, light-dark, color-mix) that three cannot read. */
function resolveColour(value: string, context: CanvasRenderingContext2D | null, fallback: string): string {
  if (context === null || value === '') return fallback;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = fallback;
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return `#${[r!, g!, b!].map((c) => c.toString(16).padStart(2, '0')).join('')}`;
}

/** The colours of the page, or of a part of it that has a theme of its own. */
export function readColours(scheme: Scheme, within: HTMLElement = document.body): ThemeColours {
  const probe = document.createElement('span');
  probe.hidden = true;
  within.append(probe);
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const named = Object.entries(variables).map(([name, variable]) => {
    const fallback = fallbacks[scheme][name as keyof typeof variables];
    probe.style.color = `var(${variable}, ${fallback})`;
    return [name, resolveColour(getComputedStyle(probe).color, context, fallback)] as const;
  });
  probe.remove();
  return { ...fallbacks[scheme], ...Object.fromEntries(named), scheme };
}

const same = (a: ThemeColours, b: ThemeColours) =>
  (Object.keys(a) as (keyof ThemeColours)[]).every((key) => a[key] === b[key]);

export function useThemeColours(): ThemeColours {
  const theme = useView((state) => state.theme);
  const [colours, setColours] = useState(() => readColours(schemeOf(theme)));
  useEffect(() => {
    const refresh = () => {
      const next = readColours(schemeOf(theme));
      setColours((current) => (same(current, next) ? current : next));
    };
    refresh();
    const media = matchMedia(DARK_QUERY);
    media.addEventListener('change', refresh);
    const observer = new MutationObserver(refresh);
    observer.observe(document.documentElement, { attributes: true });
    return () => {
      media.removeEventListener('change', refresh);
      observer.disconnect();
    };
  }, [theme]);
  return colours;
}

export function schemeOf(theme: 'system' | Scheme): Scheme {
  if (theme !== 'system') return theme;
  return matchMedia(DARK_QUERY).matches ? 'dark' : 'light';
}
