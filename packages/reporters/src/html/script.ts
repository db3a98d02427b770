/** What scripts add to the page: search, filters, and opening what a link leads to. Nothing of a log stands in it. */
export const script = `
'use strict';
const byId = (id) => document.getElementById(id);
for (const form of document.querySelectorAll('form.enhanced')) {
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
}

const entries = [...document.querySelectorAll('.entry')].map((element) => ({
  element,
  text: element.firstElementChild.textContent.toLowerCase(),
  target: element.dataset.target,
  requirements: element.dataset.requirements.split(' '),
  level: element.dataset.level,
}));
const filters = byId('filters');

function filter() {
  const words = byId('search').value.toLowerCase().split(/\\s+/).filter(Boolean);
  const [target, requirement, level] = ['by-target', 'by-requirement', 'by-level'].map((id) => byId(id).value);
  let shown = 0;
  for (const entry of entries) {
    const fits =
      (target === '' || entry.target === target) &&
      (requirement === '' || entry.requirements.includes(requirement)) &&
      (level === '' || entry.level === level) &&
      words.every((word) => entry.text.includes(word));
    if (entry.element.hidden === fits) entry.element.hidden = !fits;
    if (fits) shown++;
  }
  const all = entries.length.toLocaleString('en');
  byId('count').textContent =
    shown === entries.length ? all + ' failing scenarios' : shown.toLocaleString('en') + ' of ' + all + ' failing scenarios';
}

if (filters !== null) {
  let asked = 0;
  const soon = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(filter);
  };
  filters.addEventListener('input', soon);
  filters.addEventListener('reset', soon);
}

const only = ['broken', 'drift'].flatMap((name) => {
  const box = byId('only-' + name);
  return box === null ? [] : [{ name, box }];
});
function narrow() {
  for (const row of document.querySelectorAll('.matrix tr[data-broken]')) {
    row.hidden = only.some(({ name, box }) => box.checked && row.dataset[name] === 'no');
  }
  for (const body of document.querySelectorAll('.matrix tbody')) {
    body.hidden = body.querySelector('tr[data-broken]:not([hidden])') === null;
  }
}
for (const { box } of only) box.addEventListener('change', narrow);

function reveal() {
  const aim = byId(location.hash.slice(1));
  if (aim === null) return;
  if (aim.hidden) {
    filters.reset();
    filter();
  }
  for (let at = aim; at !== null; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  aim.scrollIntoView();
}
addEventListener('hashchange', reveal);
if (location.hash !== '') reveal();
`;
