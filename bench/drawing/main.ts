/** `npx tsx bench/drawing/main.ts [--address URL] [--play-for MILLISECONDS] [--json]`: prints how the drawing keeps up. */
import { parseArgs } from 'node:util';
import { drawingText } from './drawingText.ts';
import { measureDrawing } from './measureDrawing.ts';

const { values } = parseArgs({ options: { address: { type: 'string' }, 'play-for': { type: 'string', default: '3000' }, json: { type: 'boolean', default: false } } });
const figures = await measureDrawing({ address: values.address ?? null, playFor: Number(values['play-for']) });
console.log(values.json ? JSON.stringify(figures, null, 2) : drawingText(figures));
