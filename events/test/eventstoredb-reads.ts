import { status, type handleServerStreamingCall } from '@grpc/grpc-js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { NoRecordThere, type Held, type HeldLog } from './eventstoredb-log.ts';
import { nameOf, toRead } from './eventstoredb-messages.ts';

type Read = handleServerStreamingCall<streamsPb.ReadReq, streamsPb.ReadResp>;

/** Reads of one stream and of the log, and subscriptions to it; `watchers` are told of what is appended. */
export function reads(log: HeldLog, watchers: Set<() => void>, ready: () => object | null): Read {
  return (call) => {
    const refusal = ready();
    if (refusal) return void call.emit('error', Object.assign(new Error(), refusal));
    const options = call.request.getOptions()!;
    try {
      if (options.hasSubscription()) return subscribe(log, watchers, call);
      const found = options.hasAll() ? ofLog(log, options) : ofStream(log, options);
      if (!found) {
        const missing = new streamsPb.ReadResp.StreamNotFound();
        missing.setStreamIdentifier(options.getStream()!.getStreamIdentifier());
        const answer = new streamsPb.ReadResp();
        answer.setStreamNotFound(missing);
        call.write(answer);
      } else
        for (const event of found.slice(0, Number(options.getCount()))) call.write(toRead(event, options.hasAll()));
      call.end();
    } catch (error) {
      if (!(error instanceof NoRecordThere)) throw error;
      call.emit(
        'error',
        Object.assign(new Error(), { code: status.UNKNOWN, details: 'Unexpected ReadAllResult: Error' }),
      );
    }
  };
}

/** Catches up, says so, tells what comes; its checkpoint runs ahead of the events, as the real one's does for a reader that is slow. */
function subscribe(log: HeldLog, watchers: Set<() => void>, call: Parameters<Read>[0]): void {
  const options = call.request.getOptions()!;
  const all = options.getAll()!;
  const own = options.hasFilter();
  const confirmation = new streamsPb.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId('1');
  const confirmed = new streamsPb.ReadResp();
  confirmed.setConfirmation(confirmation);
  call.write(confirmed);
  const after = all.hasPosition() ? BigInt(all.getPosition()!.getCommitPosition()) : all.hasEnd() ? undefined : -1n;
  let next = after === undefined ? log.all.length : log.all.findIndex(({ position }) => position > after);
  if (next < 0) next = log.all.length;
  let caughtUp = false;
  const tell = (): void => {
    const last = log.all.at(-1);
    if (last && next < log.all.length) {
      const checkpoint = new streamsPb.ReadResp.Checkpoint();
      checkpoint.setCommitPosition(String(last.position));
      checkpoint.setPreparePosition(String(last.position));
      const ahead = new streamsPb.ReadResp();
      ahead.setCheckpoint(checkpoint);
      call.write(ahead);
    }
    for (; next < log.all.length; next += 1) {
      const event = log.all[next]!;
      if (!own || !event.type.startsWith('$')) call.write(toRead(event, true));
    }
    if (caughtUp) return;
    caughtUp = true;
    const told = new streamsPb.ReadResp();
    told.setCaughtUp(new streamsPb.ReadResp.CaughtUp());
    call.write(told);
  };
  watchers.add(tell);
  call.on('cancelled', () => watchers.delete(tell));
  tell();
}

function ofLog(log: HeldLog, options: streamsPb.ReadReq.Options): Held[] {
  const all = options.getAll()!;
  const forwards = options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.FORWARDS;
  const at = all.hasPosition()
    ? log.indexFrom(BigInt(all.getPosition()!.getCommitPosition()))
    : all.hasStart()
      ? 0
      : log.all.length;
  // Forwards the event at the position is the first, backwards the one before it.
  return forwards ? log.all.slice(at, at + Number(options.getCount())) : log.all.slice(0, at).reverse();
}

function ofStream(log: HeldLog, options: streamsPb.ReadReq.Options): Held[] | undefined {
  const asked = options.getStream()!;
  const held = log.stream(nameOf(asked.getStreamIdentifier()!));
  if (!held) return undefined;
  const forwards = options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.FORWARDS;
  const at = asked.hasRevision() ? BigInt(asked.getRevision()) : asked.hasEnd() ? 2n ** 63n : 0n;
  const found = held.filter(({ revision }) => (forwards ? revision >= at : revision <= at));
  return forwards ? found : found.reverse();
}
