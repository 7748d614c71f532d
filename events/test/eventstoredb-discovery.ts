import type { handleUnaryCall } from '@grpc/grpc-js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';

/** What the server can do. */
export const features: handleUnaryCall<sharedPb.Empty, featuresPb.SupportedMethods> = (_, answer) => {
  const method = new featuresPb.SupportedMethod();
  method.setMethodName('batchappend');
  method.setServiceName('event_store.client.streams.streams');
  const methods = new featuresPb.SupportedMethods();
  methods.setMethodsList([method]);
  methods.setEventStoreServerVersion('23.10.8');
  answer(null, methods);
};

/** A cluster of one, which leads. */
export const gossip =
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
