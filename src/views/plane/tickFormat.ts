/** Short tick labels for one step: "2.5", "400", "4k", "1.5M"; a true minus sign. */
export function tickFormat(step: number): (value: number) => string {
  const [unit, suffix] = unitOf(step);
  const digits = Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9));
  const scientific = step < 1e-4 || step >= 1e11;
  return (value) => {
    if (Math.abs(value) < step / 2) return '0';
    const text = scientific ? value.toExponential(1) : (value / unit).toFixed(digits) + suffix;
    return text.replaceAll('-', '\u2212');
  };
}

/** Thousands once the steps are hundreds: then every label is short and none needs more than one decimal. */
function unitOf(step: number): readonly [unit: number, suffix: string] {
  if (step >= 2e8) return [1e9, 'G'];
  if (step >= 2e5) return [1e6, 'M'];
  return step >= 200 ? [1e3, 'k'] : [1, ''];
}
