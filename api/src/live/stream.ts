const encoder = new TextEncoder();

/** A server-sent event stream to one browser. A reader that does not keep up is cut off: it comes back and asks again. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Sends an event; false when the reader is gone or was cut off. */
  send(event: string, value: unknown): boolean;
  /** A comment that keeps proxies from closing a quiet stream. */
  beat(): boolean;
  end(): void;
  readonly ended: boolean;
}

/** Opens a stream that holds at most `waiting` unread events. `onEnd` runs once, whoever ends it. */
export function eventStream(waiting: number, onEnd: () => void): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    try {
      controller?.close();
    } catch {
      // The reader has gone already.
    }
    onEnd();
  };
  const write = (text: string): boolean => {
    if (ended || !controller) return false;
    if ((controller.desiredSize ?? 0) <= 0) {
      end();
      return false;
    }
    controller.enqueue(encoder.encode(text));
    return true;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
        given.enqueue(encoder.encode('retry: 2000\n\n'));
      },
      cancel: end,
    },
    new CountQueuingStrategy({ highWaterMark: waiting }),
  );
  return {
    body,
    send: (event, value) => write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`),
    beat: () => write(':\n\n'),
    end,
    get ended() {
      return ended;
    },
  };
}
