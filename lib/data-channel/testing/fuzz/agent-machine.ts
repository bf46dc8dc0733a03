import { AgentChannel } from '../../agent-channel';
import { outputHeldBytesMax } from '../../agent-output';
import type { AgentEffect } from '../../effect';
import { sessionTypes } from '../../handshake';
import { make } from '../tools';
import { Choices } from './choices';
import { bentFrame, otherFrame, streamFrame } from './frames';
import { must, Witnessed } from './witnessed';

const stepsMs = [0, 1, 10, 100, 500, 2_000, 16_000, 400_000] as const;

/** Feeds an agent what the bytes say. Returns what happened, as the fuzzer counts it. */
export function fuzzAgent(bytes: Uint8Array): Set<string> {
  const choices = new Choices(bytes);
  const witnessed = new Witnessed();
  const seen = new Set<string>();
  const start = choices.next();
  const agent = new AgentChannel({
    ...make,
    randomBytes: (length) => new Uint8Array(length),
    sessionId: 'ada-1',
    instanceId: 'i-1',
    sessionType: sessionTypes[start & 3] ?? 'Standard_Stream',
    kmsKeyId: start & 4 ? 'alias/sessions' : null,
  });
  let nowMs = 1_700_000_000_000;
  const questions: Extract<AgentEffect, { do: 'seal' | 'open' | 'decrypt-key' }>[] = [];
  const saw = (effects: readonly AgentEffect[]): void => {
    witnessed.saw(effects);
    for (const effect of effects)
      if (effect.do === 'seal' || effect.do === 'open' || effect.do === 'decrypt-key') questions.push(effect);
  };
  const settle = (): AgentEffect[] => {
    const [question] = questions.splice(choices.next() % Math.max(1, questions.length), 1);
    if (question === undefined) return [];
    if (choices.next() > 240) return agent.settled(question.id, { ok: false, text: 'refused' }, nowMs);
    const size = question.do === 'open' ? 64 : 92;
    return agent.settled(question.id, { ok: true, bytes: new Uint8Array(size) }, nowMs);
  };
  const act = (op: number): AgentEffect[] => {
    if (op === 0) return agent.receive(bentFrame(choices), nowMs);
    if (op < 5) {
      const expected = witnessed.acknowledged.size;
      return agent.receive(streamFrame('input_stream_data', expected, choices), nowMs);
    }
    if (op < 7) return agent.receive(otherFrame(witnessed.sentNumbers, choices), nowMs);
    if (op < 9)
      return agent.output(
        new Uint8Array(choices.pick([1, 900, 1, 5000, 1, 20_000])),
        choices.pick(['output', 'error']),
        nowMs,
      );
    if (op === 9) return agent.acceptInput(choices.next() < 200, nowMs);
    if (op === 10) {
      nowMs += choices.pick(stepsMs);
      return agent.wake(nowMs);
    }
    if (op < 13) return settle();
    if (op === 13)
      return choices.next() < 250 ? agent.sendFlag(choices.next(), nowMs) : agent.end('ended', nowMs);
    if (op === 14) return choices.next() < 60 ? agent.exited(choices.pick([null, 0, 3]), nowMs) : [];
    return choices.next() % 2 === 0 ? agent.dropped(nowMs) : agent.opened('again', nowMs);
  };
  while (choices.areLeft && witnessed.closedBy === '') {
    const op = choices.next() % 16;
    const { phase } = agent.facts();
    saw(act(op));
    seen.add(['agent', op > 1 && op < 5 ? 1 : op, phase, witnessed.kinds, witnessed.closedBy].join('|'));
    must(agent.facts().unackedOutputBytes <= outputHeldBytesMax + 250_000, 'output past its limit');
  }
  return seen;
}
