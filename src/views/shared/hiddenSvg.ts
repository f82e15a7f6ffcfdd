/** A drawing that is laid out and styled like those on the page, out of sight. */

const NAMESPACE = 'http://www.w3.org/2000/svg';

export interface HiddenSvg {
  readonly svg: SVGSVGElement;
  /** Appends an element to another. */
  readonly group: (parent: Element, name: string, attributes: Readonly<Record<string, string>>) => Element;
  readonly dispose: () => void;
}

export function hiddenSvg(host: HTMLElement, width: number, height: number, className: string): HiddenSvg {
  const svg = document.createElementNS(NAMESPACE, 'svg');
  svg.setAttribute('class', className);
  svg.style.width = `${width}px`;
  svg.style.height = `${height}px`;
  host.append(svg);
  return {
    svg,
    group(parent, name, attributes) {
      const made = document.createElementNS(NAMESPACE, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      parent.append(made);
      return made;
    },
    dispose: () => svg.remove(),
  };
}
