import type { Told, Wanted } from '../live.ts';
import { HintStream } from './stream.ts';

type Message =
  | { readonly kind: 'want'; readonly tab: string; readonly topics: readonly string[] }
  | { readonly kind: 'who' }
  | { readonly kind: 'told'; readonly what: Told };

const roll = 60_000;

/**
 * The tab that holds the lock keeps the stream for all of them. Where there are no locks (plain http is no secure context)
 * every tab has its own while it is seen.
 */
export function leadOrFollow({ topics, acting }: Wanted, told: (what: Told) => void): () => void {
  const mine = new Set(topics);
  const hear = (what: Told) => {
    if (typeof what === 'string' || mine.has(what.topic)) told(what);
  };
  return 'locks' in navigator && 'BroadcastChannel' in globalThis
    ? share({ topics, acting }, hear)
    : alone(mine, acting, hear);
}

function alone(topics: ReadonlySet<string>, acting: string | null, hear: (what: Told) => void): () => void {
  const stream = new HintStream(hear, acting);
  let missed = false;
  const look = () => {
    if (document.hidden) {
      missed = true;
      stream.close();
      return;
    }
    stream.watch(topics);
    if (missed) hear('again');
    missed = false;
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    stream.close();
  };
}

function share({ topics, acting }: Wanted, hear: (what: Told) => void): () => void {
  const tab = crypto.randomUUID();
  // A tab left open in another role keeps the stream of that role.
  const name = `peremena-live ${acting ?? ''}`;
  const channel = new BroadcastChannel(name);
  const post = (message: Message) => channel.postMessage(message);
  const want = () => post({ kind: 'want', tab, topics });
  const wanted = new Map<string, readonly string[]>([[tab, topics]]);
  const stop = new AbortController();
  let stream: HintStream | null = null;

  const lead = () => {
    stream = new HintStream((what) => {
      hear(what);
      post({ kind: 'told', what });
    }, acting);
    const watch = () => stream?.watch(new Set([...wanted.values()].flat())) ?? false;
    const known = new Set<string>();
    // Tabs that were closed do not say goodbye: the roll is called anew now and then.
    const call = () => {
      wanted.clear();
      wanted.set(tab, topics);
      post({ kind: 'who' });
      setTimeout(() => watch(), 500);
    };
    channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.kind !== 'want') return;
      wanted.set(data.tab, data.topics);
      const joins = !known.has(data.tab);
      known.add(data.tab);
      // A tab that joins an open stream may have been made before the last hint.
      if (!watch() && joins) post({ kind: 'told', what: 'again' });
    });
    const timer = setInterval(call, roll);
    watch();
    post({ kind: 'who' });
    return new Promise<void>((resolve) => {
      stop.signal.addEventListener('abort', () => {
        clearInterval(timer);
        stream?.close();
        resolve();
      });
    });
  };

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'who') want();
    if (data.kind === 'told' && !stream) hear(data.what);
  });
  want();
  navigator.locks.request(name, { signal: stop.signal }, lead).catch(() => undefined);
  return () => {
    post({ kind: 'want', tab, topics: [] });
    stop.abort();
    channel.close();
  };
}
