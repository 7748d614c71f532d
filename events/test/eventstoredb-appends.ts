import { Metadata, status, type handleBidiStreamingCall, type handleClientStreamingCall } from '@grpc/grpc-js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { maxAppendSize, type Expected, type HeldLog, type Proposed } from './eventstoredb-log.ts';
import { nameOf, proposed } from './eventstoredb-messages.ts';

/** Appends, by a call each and by the call that all appends of a process share. */
export function appends(log: HeldLog, wake: () => void, ready: () => object | null, twins: { leftWaiting: boolean }) {
  const written = new Map<string, number>();
  /** Whether it is given twice at once, of which the real server leaves about every third waiting. */
  const isTwin = (id: string, known: boolean): boolean => {
    const now = performance.now();
    const before = written.get(id);
    if (!known) written.set(id, now);
    return known && before !== undefined && now - before < 100;
  };

  const append: handleClientStreamingCall<streamsPb.AppendReq, streamsPb.AppendResp> = (call, answer) => {
    let options: streamsPb.AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('data', (message: streamsPb.AppendReq) => {
      if (message.hasOptions()) options = message.getOptions();
      else events.push(proposed(message.getProposedMessage()!));
    });
    call.on('error', () => undefined);
    call.on('end', () => appended(call.cancelled ? undefined : options, events, answer));
  };

  type Answer = Parameters<handleClientStreamingCall<streamsPb.AppendReq, streamsPb.AppendResp>>[1];
  const appended = (options: streamsPb.AppendReq.Options | undefined, events: readonly Proposed[], answer: Answer) => {
    const refusal = ready();
    if (refusal || !options) return answer(refusal ?? { code: status.CANCELLED });
    const expected: Expected = options.hasRevision()
      ? BigInt(options.getRevision())
      : options.hasNoStream()
        ? 'no_stream'
        : options.hasAny()
          ? 'any'
          : 'stream_exists';
    const done = log.append(nameOf(options.getStreamIdentifier()!), expected, events);
    if (done.kind === 'too large') return answer(tooLarge());
    if (done.kind === 'written' && isTwin(events[0]?.id ?? '', done.known ?? false) && twins.leftWaiting) {
      const aborted = { code: status.ABORTED, details: 'Operation timed out: Commit phase timeout.' };
      return void setTimeout(() => answer(aborted), 3_000).unref();
    }
    const response = new streamsPb.AppendResp();
    if (done.kind === 'conflict') {
      const conflict = new streamsPb.AppendResp.WrongExpectedVersion();
      if (done.actual === null) conflict.setCurrentNoStream(new sharedPb.Empty());
      else conflict.setCurrentRevision(String(done.actual));
      if (typeof expected === 'bigint') conflict.setExpectedRevision(String(expected));
      else if (expected === 'no_stream') conflict.setExpectedNoStream(new sharedPb.Empty());
      response.setWrongExpectedVersion(conflict);
    } else {
      const position = new streamsPb.AppendResp.Position();
      position.setCommitPosition(String(done.position));
      position.setPreparePosition(String(done.position));
      const success = new streamsPb.AppendResp.Success();
      success.setCurrentRevision(String(done.revision));
      success.setPosition(position);
      response.setSuccess(success);
    }
    answer(null, response);
    wake();
  };

  /** Appends of one process share this call; the adapter does not use it. */
  const batchAppend: handleBidiStreamingCall<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp> = (call) => {
    const waiting = new Map<string, { options: streamsPb.BatchAppendReq.Options; events: Proposed[] }>();
    call.on('data', (message: streamsPb.BatchAppendReq) => {
      const key = Buffer.from(message.getCorrelationId()!.serializeBinary()).toString('hex');
      if (message.hasOptions()) waiting.set(key, { options: message.getOptions()!, events: [] });
      const one = waiting.get(key)!;
      one.events.push(...message.getProposedMessagesList().map(proposed));
      if (!message.getIsFinal()) return;
      waiting.delete(key);
      const { options, events } = one;
      const expected: Expected = options.hasStreamPosition()
        ? BigInt(options.getStreamPosition())
        : options.hasNoStream()
          ? 'no_stream'
          : options.hasAny()
            ? 'any'
            : 'stream_exists';
      const done = log.append(nameOf(options.getStreamIdentifier()!), expected, events);
      const answer = new streamsPb.BatchAppendResp();
      answer.setCorrelationId(message.getCorrelationId());
      answer.setStreamIdentifier(options.getStreamIdentifier());
      if (done.kind === 'written') {
        const position = new sharedPb.AllStreamPosition();
        position.setCommitPosition(String(done.position));
        position.setPreparePosition(String(done.position));
        const success = new streamsPb.BatchAppendResp.Success();
        success.setCurrentRevision(String(done.revision));
        success.setPosition(position);
        answer.setSuccess(success);
      } else answer.setError(batchError(done.kind === 'conflict' ? done.actual : undefined));
      call.write(answer);
      wake();
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  };
  return { append, batchAppend };
}

function tooLarge() {
  const metadata = new Metadata();
  metadata.set('exception', 'maximum-append-size-exceeded');
  metadata.set('maximum-append-size', String(maxAppendSize));
  return { code: status.INVALID_ARGUMENT, details: `Maximum Append Size of ${maxAppendSize} Exceeded.`, metadata };
}

function batchError(actual: bigint | null | undefined): statusPb.Status {
  const details = new anyPb.Any();
  if (actual === undefined) {
    const large = new sharedPb.MaximumAppendSizeExceeded();
    large.setMaxappendsize(maxAppendSize);
    details.pack(large.serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded');
  } else {
    const conflict = new sharedPb.WrongExpectedVersion();
    if (actual === null) conflict.setCurrentNoStream(new emptyPb.Empty());
    else conflict.setCurrentStreamRevision(String(actual));
    details.pack(conflict.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  }
  const error = new statusPb.Status();
  error.setDetails(details);
  return error;
}
