import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type handleBidiStreamingCall,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
} from '@grpc/grpc-js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { HeldLog, maxAppendSize, NoRecordThere, type Expected, type Held, type Proposed } from './eventstoredb-log.ts';

type ReadReq = streamsPb.ReadReq;
type ReadResp = streamsPb.ReadResp;

/** A server that speaks to the real client as EventStoreDB does, and keeps its log in memory. It proves the adapter, not durability. */
export interface EventStoreDbServer {
  readonly url: string;
  readonly log: HeldLog;
  /** Ends all calls at once and comes back on the same port, for a moment not ready; forgets what a real one forgets. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startEventStoreDb(): Promise<EventStoreDbServer> {
  const log = new HeldLog();
  const watchers = new Set<() => void>();
  let notReady = 0;
  const ready = (): object | null => {
    notReady -= 1;
    return notReady >= 0 ? { code: status.UNAVAILABLE, details: 'Server Is Not Ready' } : null;
  };
  const wake = (): void => watchers.forEach((watcher) => watcher());

  const listen = async (port: number): Promise<{ server: Server; port: number }> => {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(streamsGrpc.StreamsService, { ...streamsOf(log, watchers, wake, ready) });
    server.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods: features });
    const bound = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, at) =>
        error ? reject(error) : resolve(at),
      ),
    );
    return { server, port: bound };
  };
  let { server, port } = await listen(0);
  const address = port;
  server.addService(gossipGrpc.GossipService, { read: gossip(address) });

  return {
    url: `esdb://127.0.0.1:${address}?tls=false`,
    log,
    async restart() {
      server.forceShutdown();
      watchers.clear();
      log.restart();
      notReady = 1;
      ({ server, port } = await listen(address));
      server.addService(gossipGrpc.GossipService, { read: gossip(address) });
    },
    async stop() {
      server.forceShutdown();
    },
  };
}

function streamsOf(log: HeldLog, watchers: Set<() => void>, wake: () => void, ready: () => object | null) {
  const read: handleServerStreamingCall<ReadReq, ReadResp> = (call) => {
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
  return { read, append, batchAppend };
}

/** Catches up, says so, tells what comes; its checkpoint runs ahead of the events, as the real one's does for a reader that is slow. */
function subscribe(
  log: HeldLog,
  watchers: Set<() => void>,
  call: Parameters<handleServerStreamingCall<ReadReq, ReadResp>>[0],
): void {
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

/** In a read of a stream the real server tells no position: both numbers are the largest there is. */
function toRead(event: Held, placed: boolean): ReadResp {
  const place = placed ? String(event.position) : '18446744073709551615';
  const recorded = new streamsPb.ReadResp.ReadEvent.RecordedEvent();
  const id = new sharedPb.UUID();
  id.setString(event.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(identifier(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(place);
  recorded.setPreparePosition(place);
  recorded.getMetadataMap().set('type', event.type).set('content-type', event.contentType).set('created', '0');
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new streamsPb.ReadResp.ReadEvent();
  read.setEvent(recorded);
  if (placed) read.setCommitPosition(place);
  else read.setNoPosition(new sharedPb.Empty());
  const answer = new streamsPb.ReadResp();
  answer.setEvent(read);
  return answer;
}

function proposed(message: streamsPb.AppendReq.ProposedMessage | streamsPb.BatchAppendReq.ProposedMessage): Proposed {
  const words = message.getMetadataMap();
  return {
    id: message.getId()!.getString(),
    type: words.get('type') ?? '',
    contentType: words.get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

const nameOf = (name: sharedPb.StreamIdentifier): string => Buffer.from(name.getStreamName_asU8()).toString();

function identifier(name: string): sharedPb.StreamIdentifier {
  const made = new sharedPb.StreamIdentifier();
  made.setStreamName(Buffer.from(name));
  return made;
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

const features: handleUnaryCall<sharedPb.Empty, featuresPb.SupportedMethods> = (_, answer) => {
  const method = new featuresPb.SupportedMethod();
  method.setMethodName('batchappend');
  method.setServiceName('event_store.client.streams.streams');
  const methods = new featuresPb.SupportedMethods();
  methods.setMethodsList([method]);
  methods.setEventStoreServerVersion('23.10.8');
  answer(null, methods);
};

const gossip =
  (port: number): handleUnaryCall<sharedPb.Empty, gossipPb.ClusterInfo> =>
  (_, answer) => {
    const endPoint = new gossipPb.EndPoint();
    endPoint.setAddress('127.0.0.1');
    endPoint.setPort(port);
    const id = new sharedPb.UUID();
    id.setString(crypto.randomUUID());
    const member = new gossipPb.MemberInfo();
    member.setInstanceId(id);
    member.setTimeStamp('0');
    member.setState(gossipPb.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    const members = new gossipPb.ClusterInfo();
    members.setMembersList([member]);
    answer(null, members);
  };
