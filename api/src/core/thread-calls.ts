import type { MessagePort, Worker } from 'node:worker_threads';

/** What one side of a port can be asked: values that can be copied go in and come out. */
export type Answers = Readonly<Record<string, (...asked: never[]) => Promise<unknown>>>;

interface Asked {
  readonly kind: 'asked';
  readonly id: number;
  readonly name: string;
  readonly asked: readonly unknown[];
}
type Answered = { readonly kind: 'answered'; readonly id: number } & (
  { readonly value: unknown } | { readonly fault: unknown }
);

type Port = Pick<MessagePort | Worker, 'postMessage'> & {
  on(event: 'message', listener: (message: unknown) => void): unknown;
};

/** Answers what the other side of a port asks. An error goes back as one, as far as it can be copied. */
export function answering(port: Port, answers: Answers): void {
  port.on('message', (message) => {
    const { kind, id, name, asked } = message as Asked;
    if (kind !== 'asked') return;
    const answer = answers[name] as ((...given: readonly unknown[]) => Promise<unknown>) | undefined;
    const told = async () => (answer ? answer(...asked) : Promise.reject(new TypeError(`nobody answers ${name}`)));
    told()
      .then((value): Answered => ({ kind: 'answered', id, value }))
      .catch((fault: unknown): Answered => ({ kind: 'answered', id, fault }))
      .then((answered) => port.postMessage(answered))
      .catch((fault: unknown) => port.postMessage({ kind: 'answered', id, fault: String(fault) } satisfies Answered));
  });
}

/** Asks the other side of a port, many things at once where wanted. */
export function asking<A extends Answers>(
  port: Port,
): <N extends keyof A & string>(name: N, ...asked: Parameters<A[N]>) => ReturnType<A[N]> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  port.on('message', (message) => {
    const answered = message as Answered;
    if (answered.kind !== 'answered') return;
    const one = waiting.get(answered.id);
    waiting.delete(answered.id);
    if ('fault' in answered) one?.reject(answered.fault);
    else one?.resolve(answered.value);
  });
  return (name, ...asked) => {
    const one = Promise.withResolvers<unknown>();
    waiting.set((last += 1), one);
    port.postMessage({ kind: 'asked', id: last, name, asked } satisfies Asked);
    return one.promise as never;
  };
}
