import type { Command } from './command.js';
import type { ClockDomain, VirtualDomain } from './domain.js';
import type { ClockListener } from './listener.js';

/**
 * So many turns pass before an answer, so that every byte that was in the kernel before the command has been seen: a new
 * connection takes one to be accepted, one to be read, and one is in hand. The same for all, so answers keep the order.
 */
export const ANSWER_TURNS = 3;

const isVirtual = (domain: ClockDomain | VirtualDomain): domain is VirtualDomain => 'advance' in domain;

/** Carries out a command of a call; gives how to answer it after {@link ANSWER_TURNS} turns, null where it has no answer. */
export function obey(
  command: Exclude<Command, { name: 'hello' | 'process' | 'opened' }>,
  domain: ClockDomain | VirtualDomain,
  listener: ClockListener,
): (() => string) | null {
  switch (command.name) {
    case 'quiet':
    case 'advance':
    case 'jump':
      return () => (isVirtual(domain) ? move(command, domain) : `error ${command.call} runs in real time`);
    case 'begin':
      listener.stepStarted(command.step, domain.now());
      return null;
    case 'settled':
      listener.stepSettled(command.step, domain.now());
      return null;
    case 'escaped':
      listener.escaped(command.realMs, command.what);
      return null;
    case 'unsettled':
      listener.idle();
      return null;
    case 'end':
      listener.ended?.(domain.now());
      return null;
  }
}

function move(command: Extract<Command, { name: 'quiet' | 'advance' | 'jump' }>, domain: VirtualDomain): string {
  const { call } = command;
  if (command.name === 'jump') return `now ${call} ${domain.jump(command.toMs)}`;
  const said =
    command.name === 'quiet'
      ? domain.quiet(command.waiting, command.atMost)
      : domain.advance(command.epoch, command.toMs);
  switch (said.kind) {
    case 'quiet':
      return `quiet ${call} ${said.epoch}`;
    case 'now':
      return `now ${call} ${said.ms}`;
    case 'busy':
    case 'idle':
      return `${said.kind} ${call}`;
  }
}
