import { type Plan, scenarioOf } from '@sdk-conformance/engine';
import {
  type ClientPlan,
  type Fixtures,
  levelOf,
  positionOf,
  type Scenario,
  type Spec,
  type Step,
} from '@sdk-conformance/model';
import { describeExpectation, type Expectation, predict, requirementRule } from '@sdk-conformance/oracle';
import { groupBy, table, visibleWidth } from '@sdk-conformance/reporters';
import { loadPlan, type Selection } from '../config/plan.js';
import { plainJson } from '../io.js';
import { answerWords } from './answer.js';
import { reasonsIn } from './reasons.js';

export interface ExplainOptions extends Selection {
  /** The scenario alone, in the form of scenarios of one's own. */
  readonly json?: boolean;
}

/**
 * The verb `explain`: what a scenario serves, what is expected of an SDK and why, and which requirements it touches.
 *
 * @throws UsageError for an id that is not there
 */
export function explain(id: string, { json = false, ...selection }: ExplainOptions, cwd: string): readonly string[] {
  const plan = loadPlan(selection, cwd);
  const scenario = scenarioOf(plan.scenarios, id);
  if (json) return [plainJson(scenario)];
  const played = plan.targets.filter((target) => target.scenarios.some((own) => own.id === id));
  const languages = [...new Set(played.map((target) => target.language))];
  return [
    scenario.id,
    `  ${scenario.about}`,
    '',
    'played',
    ...playedLines(scenario, plan),
    ...languages.flatMap((language) => expectedLines(plan, scenario, language)),
  ];
}

function playedLines({ clients, steps }: Scenario, { fixtures }: Plan): readonly string[] {
  // What is alike is told once: a scenario may have a thousand clients.
  const byOptions = groupBy(clients, ({ options }) => JSON.stringify(options));
  const byScript = groupBy(steps, ({ operation, script, abortAtMs }) => JSON.stringify([operation, script, abortAtMs]));
  return [
    ...[...byOptions.values()].flatMap(([first, ...others]) => [
      ...(first === undefined ? [] : [clientLine(first)]),
      ...more(others, '  ', 'client with the same options', 'clients with the same options'),
    ]),
    ...[...byScript.values()].flatMap(([first, ...others]) => [
      ...(first === undefined ? [] : stepLines(first, fixtures)),
      ...more(others, '    ', 'step with the same script', 'steps with the same script'),
    ]),
  ];
}

function more(others: readonly { readonly id: string }[], indent: string, one: string, many: string): string[] {
  const last = others.at(-1);
  return last === undefined
    ? []
    : [`${indent}and ${others.length} ${others.length === 1 ? one : many}, up to ${last.id}`];
}

function clientLine({ id, options, unset = [], lineEndBehind }: ClientPlan): string {
  const set = [
    ...Object.entries(options).map(([name, value]) => `${name} ${value}`),
    ...unset.map((name) => `${name} undefined`),
    ...(lineEndBehind === undefined ? [] : [`a line end behind its ${lineEndBehind}`]),
  ];
  return `  client ${id}: ${set.length === 0 ? 'default options' : set.join(', ')}`;
}

function stepLines(step: Step, fixtures: Fixtures): readonly string[] {
  return [
    `  step ${step.id}: ${step.operation} by ${step.client}${startWords(step)}`,
    `    arguments ${JSON.stringify(step.arguments)}`,
    ...step.script.map((answer, i) => {
      const repeats = i === step.script.length - 1 ? ' and every later one' : '';
      return `    request ${i + 1}${repeats}: ${answerWords(answer, fixtures)}`;
    }),
  ];
}

function startWords(step: Step): string {
  return [
    step.startAtMs === undefined ? '' : `, started after ${step.startAtMs} ms`,
    step.startAfter === undefined ? '' : `, started when ${step.startAfter} has settled`,
    step.abortAtMs === undefined
      ? ''
      : `, aborted ${step.abortAtMs === 0 ? 'before' : `${step.abortAtMs} ms after`} its start`,
    step.abortReason === undefined ? '' : ` because “${step.abortReason}”`,
    step.signal === undefined ? '' : `, given the abort signal ${step.signal}`,
    step.leaveAfter === undefined ? '' : `, left after event ${step.leaveAfter}`,
  ].join('');
}

function expectedLines({ spec, fixtures }: Plan, scenario: Scenario, language: string): readonly string[] {
  const expectation = predict(spec, language, scenario, fixtures);
  return [
    '',
    `expected of ${language}`,
    ...describeExpectation(spec, expectation).map((line) => `  ${line}`),
    '',
    'requirements at stake, beside those of every scenario (request, process, secrets)',
    ...requirementLines(spec, expectation),
  ];
}

function requirementLines(spec: Spec, expectation: Expectation): readonly string[] {
  const reasons = [...reasonsIn(expectation)];
  const ids = [...new Set(reasons.map((reason) => reason.requirement))].sort();
  const rows = ids.map((id) => {
    const rule = requirementRule(id);
    const pointer = reasons.find((reason) => reason.requirement === id)?.pointer ?? rule.pointer;
    const at = positionOf(spec, pointer);
    return ['', id, rule.level ?? levelOf(spec, pointer), rule.title, `${at.file}:${at.line}`];
  });
  return table(rows, visibleWidth);
}
