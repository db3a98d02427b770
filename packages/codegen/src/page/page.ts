import type { Spec } from '@sdk-conformance/model';
import type { GeneratedFile } from '../files.js';
import { htmlPage } from './html.js';
import { markdownPage } from './markdown.js';

/** The reference page in both of its forms: for a repository, and for a site. */
export function referencePages(spec: Spec): readonly GeneratedFile[] {
  const path = `docs/${spec.api.id}-error-codes`;
  return [
    { path: `${path}.html`, text: htmlPage(spec) },
    { path: `${path}.md`, text: markdownPage(spec) },
  ];
}
