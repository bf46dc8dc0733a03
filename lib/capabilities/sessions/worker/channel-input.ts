import type { ClientChannel, ClientEffect } from '@/lib/data-channel';
import type { ToWorker } from '../client/worker-messages';

export type ChannelCall = (channel: ClientChannel, nowMs: number) => readonly ClientEffect[];

/** What the person did, as a call of the channel; null: the message is about something else. */
export function inputCall(message: ToWorker): ChannelCall | null {
  switch (message.say) {
    case 'type':
      return (channel, nowMs) => channel.type(message.bytes, nowMs);
    case 'interrupt':
      return (channel, nowMs) => channel.interrupt(nowMs);
    case 'resize':
      return (channel, nowMs) => channel.resize(message.size.cols, message.size.rows, nowMs);
    case 'keep-alive':
      return (channel, nowMs) => channel.repeatSize(nowMs);
    default:
      return null;
  }
}
