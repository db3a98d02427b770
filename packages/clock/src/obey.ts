import type { Command } from './command.js';
import type { Advance, CallDomain, Quiet, SleepDomain, VirtualDomain } from './domain.js';
import type { ClockListener } from './listener.js';

/**
 * So many turns pass before an answer, so that every byte that was in the kernel before the command has been seen: a new
 * connection takes one to be accepted, one to be read, and one is in hand. The same for all, so answers keep the order.
 */
export const ANSWER_TURNS = 3;

const isVirtual = (domain: CallDomain): domain is VirtualDomain => 'advance' in domain;
const sleeps = (domain: CallDomain): domain is SleepDomain => 'sleep' in domain;

/**
 * Carries out a command of a call; gives how to answer it after {@link ANSWER_TURNS} turns, null where it has no answer, or one
 * of its own time: `answer`.
 */
export function obey(
  command: Exclude<Command, { name: 'hello' | 'process' | 'opened' }>,
  domain: CallDomain,
  listener: ClockListener,
  answer: (line: string) => void,
): (() => string) | null {
  switch (command.name) {
    case 'quiet':
    case 'advance':
    case 'move':
    case 'jump':
      return () => (isVirtual(domain) ? move(command, domain, listener) : `error ${command.call} ${timeOf(domain)}`);
    case 'sleep': {
      const { call, who, ms } = command;
      if (!sleeps(domain)) return () => `error ${call} ${timeOf(domain)}`;
      const asleep = domain.sleep(who, ms, (nowMs) => answer(`woke ${call} ${who} ${nowMs}`));
      if (asleep) listener.slept?.();
      return asleep ? null : () => `error ${who} of ${call} sleeps already`;
    }
    case 'wake':
      if (sleeps(domain)) domain.wake(command.who);
      return null;
    case 'begin':
      listener.stepStarted(command.step, domain.now());
      if (sleeps(domain)) domain.began(command.step);
      return null;
    case 'settled':
      listener.stepSettled(command.step, domain.now());
      if (sleeps(domain)) domain.settled(command.step);
      return null;
    case 'escaped':
      listener.escaped(command.realMs, command.what);
      return null;
    case 'blocked':
      listener.blocked?.(command.ms, command.what);
      return null;
    case 'unsettled':
      listener.idle();
      return null;
    case 'end':
      listener.ended?.(domain.now());
      return null;
  }
}

function move(
  command: Extract<Command, { name: 'quiet' | 'advance' | 'move' | 'jump' }>,
  domain: VirtualDomain,
  listener: ClockListener,
): string {
  const { call } = command;
  if (command.name === 'jump') {
    const before = domain.now().virtualMs;
    const now = domain.jump(command.toMs);
    if (command.restless) listener.restless?.(now - before);
    return `now ${call} ${now}`;
  }
  const said = saidTo(command, domain);
  switch (said.kind) {
    case 'quiet':
      return `quiet ${call} ${said.epoch}`;
    case 'now':
      return `now ${call} ${said.ms}`;
    case 'busy':
      return `busy ${call}`;
    case 'idle':
      return said.endless ? `idle ${call} endless` : `idle ${call}`;
  }
}

function saidTo(
  command: Extract<Command, { name: 'quiet' | 'advance' | 'move' }>,
  domain: VirtualDomain,
): Quiet | Advance {
  switch (command.name) {
    case 'quiet':
      return domain.quiet(command.waiting, command.atMost);
    case 'advance':
      return domain.advance(command.epoch, command.toMs);
    case 'move':
      return domain.move(command.over, command.toMs);
  }
}

function timeOf(domain: CallDomain): string {
  if (isVirtual(domain)) return 'has a clock of its own: quiet and advance move it';
  return sleeps(domain) ? 'has no clock of its own: only sleep moves it' : 'runs in real time';
}
