import type { Frame } from '@/lib/data-channel/frame';
import { payloadType } from '@/lib/data-channel/payload-type';
import type { World } from '../../world/world';
import { durationEndsAtMs, idleEndsAtMs } from '../ssm/sessions/limits';
import { isOver, type Session } from '../ssm/sessions/store';

export interface Ending {
  readonly status: 'Terminated' | 'Failed';
  /** In words for a person; they reach the client's screen. */
  readonly details: string;
}

/** Ours: AWS says only that a start token lives "long enough to ensure the connection is successful". */
const clientComesMsMax = 60_000;
/** An agent dials up to six times over some 6 s (data-channel paper 13.2). Past this it is not coming (back). */
const agentComesMsMax = 30_000;

/** A client tries to resume over some 6 s (data-channel paper 13.1); a laptop that wakes up needs longer. */
const clientFetchesMsMax = 60_000;

/** botocore shape SessionDetails. */
const detailsMax = 1024;

/** smux version 1, command NOP, no data, no stream. */
const muxKeepAlive = Buffer.of(1, 3, 0, 0, 0, 0, 0, 0);

/** What the record of a session says, and every limit of world time on it. */
export class SessionLife {
  #ending: Ending | undefined;
  #clientCame: boolean;
  #wasLive: boolean;
  #lastOutputWaits = false;
  #cancelIdle = () => {};
  #cancelDuration = () => {};
  #cancelWaiting = () => {};

  /** @param expire called when a limit is reached */
  constructor(
    private readonly world: World,
    private readonly session: Session,
    private readonly expire: (ending: Ending) => void,
  ) {
    this.#clientCame = false;
    this.#wasLive = false;
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  get over(): boolean {
    return isOver(this.session);
  }

  /** Sets the limits. `kept`: begun by an earlier run of the emulator; `wasLive`: both ends had come there. */
  begin(kept: boolean, wasLive: boolean): void {
    this.#clientCame = wasLive;
    this.#wasLive = wasLive;
    // What was typed shortly before the stop may not have been kept: nobody's shell ends for that.
    if (kept) this.session.lastInputAtMs = this.world.clock.now();
    this.#watchIdle();
    const endsAtMs = durationEndsAtMs(this.session);
    if (endsAtMs !== undefined)
      this.#cancelDuration = this.world.clock.wakeAt(endsAtMs, () =>
        this.#expire('Session reached its maximum duration.'),
      );
    this.legs({ client: false, agent: false });
  }

  /** Which ends are here decides status and what is waited for. */
  legs(here: { client: boolean; agent: boolean }): void {
    if (this.#ending) return;
    this.#clientCame ||= here.client;
    this.#wasLive ||= here.client && here.agent;
    const live = here.client && here.agent;
    this.session.status = live ? 'Connected' : this.#wasLive ? 'Disconnected' : 'Connecting';
    if (this.#lastOutputWaits) return;
    this.#cancelWaiting();
    this.#cancelWaiting = this.#waitFor(here.agent);
  }

  /**
   * Input from the person, not repeated: keys and sizes. Acknowledgements and keep-alives leave the idle limit
   * alone. Ours: AWS does not say what it counts (data-channel paper section 13.4).
   */
  typed({ payloadType: type, payload }: Frame): void {
    const fromPerson = type === payloadType.output || type === payloadType.size;
    if (!fromPerson || this.#isKeepAlive(payload)) return;
    this.session.lastInputAtMs = this.world.clock.now();
  }

  /** A forwarded port's own sign of life: nobody did anything (data-channel paper sections 12.4 and 13.4). */
  #isKeepAlive(payload: Uint8Array): boolean {
    return this.session.document.sessionType === 'Port' && muxKeepAlive.equals(payload);
  }

  /** The agent is done, the client has not everything and is away: it may still come for the rest. */
  waitWithLastOutput(ending: Ending): Ending {
    this.#cancelWaiting();
    this.#lastOutputWaits = true;
    this.#cancelWaiting = this.world.clock.wakeAt(this.world.clock.now() + clientFetchesMsMax, () =>
      this.expire(ending),
    );
    return ending;
  }

  /** Decides how it ends. The first reason given stays; what failed once has failed. */
  settle(status: Ending['status'], details: string): void {
    const before = this.#ending;
    this.#ending = {
      status: before?.status === 'Failed' ? 'Failed' : status,
      details: before?.details || details,
    };
    this.session.status = 'Terminating';
    this.stop();
  }

  /** Writes the end into the record. */
  end(): void {
    const { status, details } = this.#ending ?? { status: 'Terminated' as const, details: '' };
    this.session.status = status;
    this.session.endedAtMs = this.world.clock.now();
    if (details !== '') this.session.details = details.slice(0, detailsMax);
  }

  stop(): void {
    this.#cancelIdle();
    this.#cancelDuration();
    this.#cancelWaiting();
  }

  #watchIdle(): void {
    this.#cancelIdle = this.world.clock.wakeAt(idleEndsAtMs(this.session), () => {
      if (idleEndsAtMs(this.session) <= this.world.clock.now())
        this.#expire('Session timed out due to inactivity.');
      else this.#watchIdle();
    });
  }

  #waitFor(agentHere: boolean): () => void {
    const { clock } = this.world;
    if (!this.#clientCame)
      return clock.wakeAt(this.session.startedAtMs + clientComesMsMax, () =>
        this.#expire('No client connected in time.'),
      );
    if (agentHere) return () => {};
    const what = this.#wasLive ? 'lost its connection and did not come back' : 'did not answer';
    return clock.wakeAt(clock.now() + agentComesMsMax, () =>
      this.expire({
        status: this.#wasLive ? 'Terminated' : 'Failed',
        details: `The agent of ${this.session.target} ${what}.`,
      }),
    );
  }

  #expire(details: string): void {
    this.expire({ status: 'Terminated', details });
  }
}
