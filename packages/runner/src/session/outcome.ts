import { type Outcome, type ProcessSignal, printableLine, type Scenario } from '@sdk-conformance/model';
import type { ReportedSignal, StepReport } from '@sdk-conformance/protocol';

/** Outcomes by step id, or why the report does not fit the call it is for. */
export function outcomesOf(
  scenario: Scenario,
  reports: readonly StepReport[],
  neverSettled?: string,
):
  | { readonly ok: true; readonly outcomes: ReadonlyMap<string, Outcome> }
  | { readonly ok: false; readonly why: string } {
  const outcomes = new Map<string, Outcome>();
  for (const report of reports) {
    if (!scenario.steps.some((step) => step.id === report.id))
      return { ok: false, why: `there is no step ${report.id}` };
    if (outcomes.has(report.id)) return { ok: false, why: `step ${report.id} is reported twice` };
    const outcome = outcomeOf(report);
    if (outcome === null) return { ok: false, why: `step ${report.id} raised, but no error is described` };
    outcomes.set(report.id, outcome);
  }
  for (const { id } of scenario.steps) {
    if (outcomes.has(id)) continue;
    if (neverSettled === undefined) return { ok: false, why: `step ${id} is not reported` };
    outcomes.set(id, { kind: 'neverSettled', why: neverSettled });
  }
  return { ok: true, outcomes };
}

function outcomeOf(report: StepReport): Outcome | null {
  const told = { events: report.events ?? null, ...(report.aborted === undefined ? {} : { aborted: report.aborted }) };
  switch (report.outcome) {
    case 'returned':
      return { kind: 'returned', value: report.value ?? null, ...told };
    case 'raised':
      return report.error === undefined ? null : { kind: 'raised', error: named(report.error), ...told };
    case 'unsupported':
      return { kind: 'unsupported', why: report.why ?? 'the adapter gave no reason' };
  }
}

/** Names stand in sentences of reports, where a line break would begin a line that seems to be the report's own. */
function named(error: NonNullable<StepReport['error']>): NonNullable<StepReport['error']> {
  const { type, bases, causeType } = error;
  const name = (text: string) => printableLine(text, LONGEST_NAME);
  return {
    ...error,
    type: name(type),
    bases: bases.map(name),
    causeType: causeType === null ? null : name(causeType),
  };
}

const LONGEST_NAME = 1_000;
const MOST_SIGNALS = 100;

/** What an adapter saw of its process; equal things left behind are counted. */
export function signalsOf(reported: readonly ReportedSignal[]): readonly ProcessSignal[] {
  const left = new Map<string, number>();
  const signals: ProcessSignal[] = [];
  for (const { kind, text } of reported) {
    if (kind === 'leftBehind') left.set(text, (left.get(text) ?? 0) + 1);
    else signals.push({ kind, text });
  }
  const more = signals.splice(MOST_SIGNALS).length;
  if (more > 0) signals.push({ kind: 'warning', text: `… ${more.toLocaleString('en')} more warnings and rejections` });
  return [...signals, ...[...left].map(([what, count]) => ({ kind: 'leftBehind' as const, what, count }))];
}
