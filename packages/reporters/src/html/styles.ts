/** The page's look, light and dark; nothing of a log stands in it. */
export const styles = `
:root {
  color-scheme: light dark;
  --page: #fff; --raised: #f6f7f9; --line: #d5d9e0; --text: #1b1f27; --dim: #57606f; --link: #0b57c2;
  --good: #176a35; --bad: #b3201f; --open: #7d5200;
  --good-under: #e5f4ea; --bad-under: #fdebea; --open-under: #fdf3dc;
  --request: #2f6fd0; --window: #bfe3c9; --wait: #57606f; --hint: #a14fb8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --raised: #1d2128; --line: #363c47; --text: #e4e7ec; --dim: #a3acba; --link: #84b4ff;
    --good: #72d492; --bad: #ff8f8a; --open: #f0bc5c;
    --good-under: #16301f; --bad-under: #3c1d1e; --open-under: #352911;
    --request: #6fa3f2; --window: #23502f; --wait: #a3acba; --hint: #d68bea;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer, nav { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.5rem; }
footer { padding: 2rem 1.25rem; color: var(--dim); font-size: 0.875rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0; display: inline; }
details > h3, section > h3, .block h3 + * { margin-top: 0.5rem; }
h4 { font-size: 0.9375rem; margin: 1rem 0 0.25rem; }
p { margin: 0.5rem 0; max-width: 70ch; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: 0.5rem 1rem; z-index: 2; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0.75rem 0 0; padding: 0 0 0.75rem; border-bottom: 1px solid var(--line); }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.875em; }
pre { margin: 0.5rem 0; padding: 0.75rem; background: var(--raised); border-radius: 6px; overflow-x: auto; line-height: 1.45; max-height: 32rem; font-size: 0.8125rem; }
.small, .place, figcaption { color: var(--dim); font-size: 0.875rem; font-weight: normal; }
.place { font-size: 0.8125rem; }
.lead { font-size: 1.0625rem; }
.verdict { display: inline-block; margin: 1.25rem 0 0.25rem; padding: 0.25rem 0.75rem; border-radius: 6px; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.open, .unknown { color: var(--open); }
.none { color: var(--dim); }
.verdict.good, .tag.good { background: var(--good-under); }
.verdict.bad, .tag.bad, .matrix td.bad { background: var(--bad-under); }
.verdict.open, .verdict.unknown, .tag.open, .tag.drift, .matrix td.open { background: var(--open-under); }
.tag { display: inline-block; padding: 0 0.5em; border-radius: 1em; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.tag.drift { color: var(--open); }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 1rem 0; }
.facts dt { color: var(--dim); font-size: 0.8125rem; }
.facts dd { margin: 0; font-size: 0.9375rem; }
.wide { overflow-x: auto; margin: 0.5rem 0; border: 1px solid var(--line); border-radius: 6px; }
.wide.tall { max-height: 40rem; overflow-y: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem; border-top: 1px solid var(--line); overflow-wrap: break-word; }
thead th { border-top: 0; color: var(--dim); font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.matrix { border-collapse: separate; border-spacing: 0; }
.matrix td { white-space: nowrap; font-size: 0.875rem; }
.matrix td a { color: inherit; }
.policies td { white-space: normal; min-width: 10rem; }
.matrix thead { position: sticky; top: 0; background: var(--raised); z-index: 1; }
.matrix tbody th[scope="row"] { min-width: 18rem; }
.matrix .family th { background: var(--raised); color: var(--dim); font-size: 0.8125rem; font-weight: 600; }
.matrix .language { border-bottom: 1px solid var(--line); }
details > summary { cursor: pointer; }
.block, .entry { border: 1px solid var(--line); border-radius: 6px; margin: 0.5rem 0; padding: 0 1rem; }
.block > summary, .entry > summary { padding: 0.6rem 0; }
.block[open], .entry[open] { padding-bottom: 1rem; }
.block:target, .entry:target { border-color: var(--link); }
.block summary h3 + .small { display: block; }
.entry { content-visibility: auto; contain-intrinsic-size: auto 5rem; }
.entry .what { display: block; color: var(--dim); font-size: 0.875rem; }
.entry .scenario { font-weight: 600; }
.entry details, .ids { margin: 0.5rem 0; }
.rerun { max-width: none; }
.rerun code { display: block; overflow-x: auto; white-space: pre; background: var(--raised); padding: 0.5rem 0.75rem; border-radius: 6px; }
.ids ul, .block > ul { max-height: 24rem; overflow-y: auto; columns: 24rem; }
li { margin: 0.125rem 0; }
form.enhanced:not([hidden]) { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; margin: 0.5rem 0; }
input, select, button { font: inherit; font-size: 0.9375rem; color: inherit; background: var(--page); border: 1px solid var(--dim); border-radius: 4px; padding: 0.25rem 0.5rem; max-width: 100%; }
input[type="search"] { width: 22rem; }
figure { margin: 0.75rem 0; }
svg { display: block; width: 100%; max-width: 54rem; height: auto; font: 12px ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
svg text { fill: var(--text); }
svg .axis text { fill: var(--dim); font-size: 11px; }
svg .axis line, svg .ground { stroke: var(--line); }
svg .window { fill: var(--window); }
svg .wait { fill: var(--wait); }
svg .wait.off { fill: var(--bad); }
svg .request { fill: var(--request); }
svg .settled { fill: var(--text); }
svg .hint { stroke: var(--hint); stroke-width: 2.5; stroke-dasharray: 4 2; }
svg .even { stroke: var(--text); stroke-dasharray: 6 4; }
svg text.off { fill: var(--bad); }
.key { display: inline-block; margin-right: 1.25rem; }
.key::before { content: ""; display: inline-block; width: 1.1em; height: 0.7em; margin-right: 0.4em; background: var(--request); }
.key.window::before { background: var(--window); }
.key.wait::before { height: 3px; vertical-align: 0.25em; background: var(--wait); }
.key.wait.off::before { background: var(--bad); }
.key.hint::before { width: 3px; height: 0.9em; background: var(--hint); }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0 2rem; }
@media (max-width: 40rem) { .timeline svg { min-width: 36rem; } .timeline { overflow-x: auto; } }
@media print { .enhanced, nav, .skip { display: none !important; } .entry { content-visibility: visible; } }
`;
