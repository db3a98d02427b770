import type { Fixture } from './fixture.js';
import { parseTemplates, type TemplatePart } from './template.js';

const braces = 0x7b;

/** The body's parts; null where it holds no template. An encoded body (gzip) is never read for templates. */
export function bodyTemplates(fixture: Fixture): readonly TemplatePart[] | null {
  if (fixture.headers.some(([name]) => name.toLowerCase() === 'content-encoding')) return null;
  for (let at = fixture.body.indexOf(braces); at !== -1; at = fixture.body.indexOf(braces, at + 1)) {
    if (fixture.body[at + 1] === braces) return parseTemplates(Buffer.from(fixture.body).toString('latin1')).parts;
  }
  return null;
}
