/** The room's public face: import from here. */
export { type Acknowledgement, acknowledgeFrame, readAcknowledgement } from './acknowledge';
export { AgentChannel } from './agent-channel';
export { type AgentChannelOptions, type AgentFacts, defaultAgentVersion } from './agent-facts';
export { type AgentSessionState, agentSessionStateFrame, readAgentSessionState } from './agent-session-state';
export { type ChannelClosed, channelClosedFrame, readChannelClosed } from './channel-closed';
export { ClientChannel } from './client-channel';
export { type ClientChannelOptions, type ClientFacts, defaultClientVersion } from './client-facts';
export { inputUnackedBytesMax } from './client-input';
export { outputQueueBytesMax } from './client-output';
export { type ClientSnapshot, snapshotVersion } from './client-snapshot';
export type { GivenUp, SnapshotLimits } from './client-state';
export { type CloseReason, closeReasons } from './close-reason';
export {
  type AgentTaskComplete,
  agentTaskAcknowledgeFrame,
  agentTaskCompleteFrame,
  type InteractiveShell,
  interactiveShellFrame,
  readAgentTaskComplete,
  readInteractiveShell,
} from './control-messages';
export type { AgentEffect, AgentPhase, ClientEffect, ClientPhase, Settled } from './effect';
export {
  type DecodedFrame,
  decodeFrame,
  decodeFrameOf,
  encodeFrame,
  type Frame,
  type FrameFault,
  type FrameFields,
  frameBytesMax,
  type Sha256,
} from './frame';
export { type FrameMaker, unsequencedFrame } from './frame-maker';
export { type SessionType, sessionTypes } from './handshake';
export {
  type ControlMessageType,
  controlMessageTypes,
  type DataMessageType,
  dataMessageTypes,
} from './message-type';
export {
  type AgentOpenFrame,
  agentOpenText,
  type ClientOpenFrame,
  clientOpenText,
  readOpenText,
} from './open-frame';
export { payloadType, streamFlag } from './payload-type';
export {
  PortChannel,
  type PortChannelOptions,
  type PortEffect,
  type PortMode,
  portReceiveBytesMax,
  portUnsentBytesMax,
} from './port-channel';
export { pausePublicationFrame, startPublicationFrame } from './publication';
export { type SmuxEvent, SmuxReader, smuxCommand, smuxFrame } from './smux';
export type { TerminalSize } from './stream-payloads';
export { agentGates, clientGates } from './version-gates';
