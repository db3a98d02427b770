import { type Coverage, coverageOf, type Tests } from '@sdk-conformance/engine';
import { positionOf, type Spec } from '@sdk-conformance/model';
import { type RequirementId, requirementIds, requirementRule } from '@sdk-conformance/oracle';
import { count, createPaint, type Paint, table, visibleWidth } from '@sdk-conformance/reporters';
import { policyPointers } from '@sdk-conformance/spec';
import { loadPlan, type Selection } from '../config/plan.js';
import { type Io, wantsColour } from '../io.js';

/** What a spec states without holding an SDK to anything: what answers look like, and what the server counts. */
const describesServer = /^\/(errors\/body\/example$|rateLimits\/)/;

/**
 * The verb `list --by-requirement`: for each line of the spec that states a policy, the requirements that rest on it, each with the
 * number of scenarios that test it and the first of them. A line that no scenario tests stands out.
 */
export function listByRequirement(selection: Selection, io: Io): readonly string[] {
  const paint = createPaint(wantsColour(io.env, io.outIsTerminal));
  const { spec, fixtures, scenarios, targets } = loadPlan(selection, io.cwd);
  const pointers = policyPointers(spec);
  const policies = pointers.filter((pointer) => !describesServer.test(pointer));
  // Any language will do: what is asked differs by names alone.
  const language = targets[0]?.language ?? spec.languages[0] ?? '';
  const coverage = coverageOf({ spec, fixtures, language }, scenarios, policies);
  const untested = policies.filter((pointer) => coverage.lines.get(pointer)?.size === 0);
  // Of a choice of scenarios nobody expects that they test everything.
  const whole = (selection.filter ?? []).length === 0;
  const listed = whole ? coverage.lines : new Map([...coverage.lines].filter(([, tests]) => tests.size > 0));
  return [
    `What rests on each line of ${spec.file}: requirements, how many scenarios test each, and the first of them`,
    '',
    ...table(rows(spec, { ...coverage, lines: listed }, paint), visibleWidth),
    '',
    ...(whole ? always(spec, coverage) : []),
    ...(whole ? elsewhere(pointers.filter((pointer) => describesServer.test(pointer))) : []),
    ...(whole
      ? verdict(spec, policies.length, untested, paint)
      : [
          `${count(policies.length - untested.length, 'line')} of policy out of ${policies.length} tested by ${count(scenarios.length, 'scenario')}`,
        ]),
  ];
}

function isThere(spec: Spec, pointer: string): boolean {
  return Object.hasOwn(spec.positions, pointer);
}

function shown(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}

function rows(spec: Spec, coverage: Coverage, paint: Paint): readonly (readonly string[])[] {
  const lines = [...coverage.lines, ...sections(spec, coverage)];
  lines.sort(([a], [b]) => positionOf(spec, a).line - positionOf(spec, b).line);
  return lines.flatMap(([pointer, tests]) => {
    const line = String(positionOf(spec, pointer).line).padStart(5);
    const name = shown(pointer);
    if (tests.size === 0) return [[line, paint.bad(name), paint.bad('no scenario tests this')]];
    return [...tests].map(([requirement, ids], i) => [
      i === 0 ? line : '',
      i === 0 ? name : '',
      requirement,
      String(ids.length).padStart(4),
      ids[0] ?? '',
    ]);
  });
}

/** Requirements that rest on a section as a whole and on no line of it. */
function sections(spec: Spec, { lines, others }: Coverage): readonly (readonly [string, Tests])[] {
  return [...others].flatMap(([section, tests]): (readonly [string, Tests])[] => {
    if (!isThere(spec, section)) return [];
    const within = [...lines].filter(([pointer]) => pointer.startsWith(`${section}/`)).map(([, own]) => own);
    const left = [...tests].filter(([requirement]) => !within.some((own) => own.has(requirement)));
    return left.length === 0 ? [] : [[section, new Map(left)]];
  });
}

/** Whether a spec says something that a requirement can rest on; fields of its own stand beside those of every API. */
function isOf(spec: Spec, id: RequirementId): boolean {
  return isThere(spec, requirementRule(id).pointer) && (id !== 'error.fields' || spec.errors.freeFields.length > 0);
}

/** Requirements that no line and no section brings in: those of every call, and those that nothing tests. */
function always(spec: Spec, { lines, others }: Coverage): readonly string[] {
  const keys = (tests: Iterable<Tests>) => new Set([...tests].flatMap((test) => [...test.keys()]));
  const placed = keys([...lines.values(), ...[...others].filter(([p]) => isThere(spec, p)).map(([, tests]) => tests)]);
  const unplaced = [...keys(others.values())].filter((id) => !placed.has(id));
  const left = requirementIds.filter((id) => !placed.has(id) && !unplaced.includes(id));
  const ofEvery = (id: RequirementId) => requirementRule(id).level !== undefined;
  const told = (what: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`${what}: ${ids.join(', ')}`]);
  return [
    ...told('On no line of this spec', unplaced),
    ...told('Whatever the spec says, in every scenario', left.filter(ofEvery)),
    ...told(
      'Tested in no scenario',
      left.filter((id) => !ofEvery(id) && isOf(spec, id)),
    ),
  ];
}

function elsewhere(pointers: readonly string[]): readonly string[] {
  return pointers.length === 0
    ? []
    : [`Not listed, for it tells of the server and holds no SDK to anything: ${pointers.map(shown).join(', ')}`];
}

function verdict(spec: Spec, policies: number, untested: readonly string[], paint: Paint): readonly string[] {
  const lines = `${count(policies, 'line')} of policy`;
  if (untested.length === 0) return [paint.good(`${lines}, each tested`)];
  return [
    paint.bad(`${lines}, ${untested.length} of them tested by no scenario:`),
    ...untested.map((pointer) => `  ${shown(pointer)} (${spec.file}:${positionOf(spec, pointer).line})`),
  ];
}
