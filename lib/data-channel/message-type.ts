/** The closed list a decoder is given: a frame of any other type is refused. */
export type MessageTypes<T extends string> = ReadonlyMap<string, T>;

/** Makes a {@link MessageTypes} list from literal names. */
export function messageTypes<const T extends string>(...names: T[]): MessageTypes<T> {
  return new Map(names.map((name) => [name, name]));
}

/** What may travel on a data channel (data-channel paper section 5). */
export const dataMessageTypes = messageTypes(
  'input_stream_data',
  'output_stream_data',
  'acknowledge',
  'agent_session_state',
  'channel_closed',
  'start_publication',
  'pause_publication',
);
export type DataMessageType = typeof dataMessageTypes extends MessageTypes<infer T> ? T : never;

/** What may travel on an agent's control channel (agent-service paper section 4); the framing is the same. */
export const controlMessageTypes = messageTypes(
  'agent_job',
  'agent_job_ack',
  'agent_job_reply',
  'agent_job_reply_ack',
  'agent_task_acknowledge',
  'agent_task_complete',
  'agent_telemetry',
  'agent_update_result',
  'channel_closed',
  'interactive_shell',
);
export type ControlMessageType = typeof controlMessageTypes extends MessageTypes<infer T> ? T : never;
