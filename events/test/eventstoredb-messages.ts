import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { Held, Proposed } from './eventstoredb-log.ts';

/** In a read of a stream the real server tells no position: both numbers are the largest there is. */
export function toRead(event: Held, placed: boolean): streamsPb.ReadResp {
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

/** An event as a client sends it. */
export function proposed(
  message: streamsPb.AppendReq.ProposedMessage | streamsPb.BatchAppendReq.ProposedMessage,
): Proposed {
  const words = message.getMetadataMap();
  return {
    id: message.getId()!.getString(),
    type: words.get('type') ?? '',
    contentType: words.get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** The name of a stream out of a message, and into one. */
export const nameOf = (name: sharedPb.StreamIdentifier): string => Buffer.from(name.getStreamName_asU8()).toString();

export function identifier(name: string): sharedPb.StreamIdentifier {
  const made = new sharedPb.StreamIdentifier();
  made.setStreamName(Buffer.from(name));
  return made;
}
