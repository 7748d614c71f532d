import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { appends } from './eventstoredb-appends.ts';
import { features, gossip } from './eventstoredb-discovery.ts';
import { HeldLog } from './eventstoredb-log.ts';
import { reads } from './eventstoredb-reads.ts';

/** A server that speaks to the real client as EventStoreDB does, and keeps its log in memory. It proves the adapter, not durability. */
export interface EventStoreDbServer {
  readonly url: string;
  readonly log: HeldLog;
  /** Whether one of two processes that send the same append at once is left without an answer for three seconds. */
  readonly twins: { leftWaiting: boolean };
  /** The code with which it refuses whoever asks, as one with users does; null where it lets everybody in. */
  readonly door: { refusesWith: 'PERMISSION_DENIED' | 'UNAUTHENTICATED' | null };
  /** Ends all calls at once and comes back on the same port, for a moment not ready; forgets what a real one forgets. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startEventStoreDb(): Promise<EventStoreDbServer> {
  const log = new HeldLog();
  const watchers = new Set<() => void>();
  const twins = { leftWaiting: false };
  const door: EventStoreDbServer['door'] = { refusesWith: null };
  let notReady = 0;
  const ready = (): object | null => {
    if (door.refusesWith) return { code: status[door.refusesWith], details: 'Access Denied' };
    notReady -= 1;
    return notReady >= 0 ? { code: status.UNAVAILABLE, details: 'Server Is Not Ready' } : null;
  };
  const wake = (): void => watchers.forEach((watcher) => watcher());

  const listen = async (port: number): Promise<{ server: Server; port: number }> => {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(streamsGrpc.StreamsService, {
      read: reads(log, watchers, ready),
      ...appends(log, wake, ready, twins),
    });
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
    twins,
    door,
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
