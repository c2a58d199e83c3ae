// Server-sent events (WHATWG HTML, 9.2): what happens in the store, as it happens, to a bounded number of listeners.
import type { ServeContext } from './context.ts';
import type { ServerEvent, Topic } from './event-bus.ts';

const HEARTBEAT_MS = 15_000;
/** A stream ends now and then: whoever has no right to it any more does not come back. */
const LIFE_MS = 10 * 60_000;
const RETRY_MS = 3000;
/** Messages that wait for a client which does not read: past this it is cut off, and goes on where it stopped. */
const MOST_WAITING = 256;

export interface StreamRequest {
  readonly topics: readonly Topic[];
  readonly address: string;
  /** Only the headers are asked for. */
  readonly isHead: boolean;
  /** What the browser sends when it comes back. */
  readonly lastEventId: string | undefined;
}

const messageOf = (epoch: string, { number, topic, data }: ServerEvent): string =>
  `id: ${epoch}-${number}\nevent: ${topic}\ndata: ${JSON.stringify(data)}\n\n`;

/** What came meanwhile; `reset` where that is not known any more, and everything must be asked for anew. */
const missed = ({ events }: ServeContext, { topics, lastEventId }: StreamRequest): string => {
  if (lastEventId === undefined) return '';
  const [, epoch, number] = /^([0-9a-f]{1,32})-(\d{1,15})$/.exec(lastEventId) ?? [];
  const since = epoch === events.epoch ? events.since(Number(number)) : null;
  return since === null
    ? `id: ${events.epoch}-${events.last()}\nevent: reset\ndata: {}\n\n`
    : since
        .filter(({ topic }) => topics.includes(topic))
        .map(event => messageOf(events.epoch, event))
        .join('');
};

const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  // a proxy in front must not hold it back (nginx)
  'X-Accel-Buffering': 'no',
};

export const eventStream = (context: ServeContext, asked: StreamRequest): Response => {
  if (asked.isHead) return new Response(null, { headers: HEADERS });
  const giveBack = context.streams.take(asked.address, context.limits);
  const encoder = new TextEncoder();
  let end = (_isOpen = true): void => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start: controller => {
        const send = (text: string): void => {
          if ((controller.desiredSize ?? 0) <= 0) end();
          else controller.enqueue(encoder.encode(text));
        };
        const unsubscribe = context.events.subscribe(
          event => {
            if (asked.topics.includes(event.topic)) send(messageOf(context.events.epoch, event));
          },
          () => end(),
        );
        const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS).unref();
        const life = setTimeout(() => end(), LIFE_MS).unref();
        end = (isOpen = true) => {
          end = () => {};
          clearInterval(heartbeat);
          clearTimeout(life);
          unsubscribe();
          giveBack();
          if (isOpen) controller.close();
        };
        send(`retry: ${RETRY_MS}\n\n${missed(context, asked)}`);
      },
      cancel: () => end(false),
    },
    { highWaterMark: MOST_WAITING },
  );
  return new Response(body, { headers: HEADERS });
};
