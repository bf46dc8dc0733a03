import type { Session } from './store';

const minuteMs = 60_000;
/** What holds where a document says nothing (user guide, "Specify an idle session timeout value"). */
const idleMinutesDefault = 20;

/** World time at which nothing having been typed ends the session. */
export const idleEndsAtMs = ({ document, lastInputAtMs }: Session): number =>
  lastInputAtMs + Number(document.inputs.idleSessionTimeout || idleMinutesDefault) * minuteMs;

/** World time at which the session ends whatever happens; undefined without a limit. */
export const durationEndsAtMs = ({ document, startedAtMs }: Session): number | undefined => {
  const { maxSessionDuration } = document.inputs;
  return maxSessionDuration === '' ? undefined : startedAtMs + Number(maxSessionDuration) * minuteMs;
};
