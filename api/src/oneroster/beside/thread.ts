import { type MessagePort, parentPort } from 'node:worker_threads';
import { answering, asking } from '../../core/thread-calls.ts';
import { BundleRefused } from '../finding.ts';
import type { HandsOver, Orders } from './beside.ts';
import { type Hands, work } from './work.ts';

const port = parentPort as MessagePort;
const ask = asking<HandsOver>(port);
const hands: Hands = {
  store: {
    head: () => ask('head'),
    readStream: (stream, options) => ask('readStream', stream, options),
    readSchool: (school, range) => ask('readSchool', school, range),
    readAll: (options) => ask('readAll', options),
  },
  sealing: { open: (events) => ask('open', events) },
  makeKeys: (owners) => ask('makeKeys', owners),
  begin: (plan) => ask('begin', plan),
  carry: (batch, wishes, start) => ask('carry', batch, wishes, start),
};
const orders: Pick<Orders, 'work'> = {
  work: (piece) =>
    work(piece, hands).then(
      (worked) => ({ worked }),
      (error: unknown) => {
        if (error instanceof BundleRefused) return { refused: error.finding };
        throw error;
      },
    ),
};
answering(port, orders);
