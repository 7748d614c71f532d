import { parentPort, workerData } from 'node:worker_threads';
import { openProjector, type ProjectorOptions } from './projector.ts';
import type { FromProjector, ToProjector } from './worker.ts';

const port = parentPort;
if (!port) throw new Error('this file is the entry of a worker thread');
const tell = (message: FromProjector): void => port.postMessage(message);
const stop = new AbortController();

const projector = await openProjector(workerData as ProjectorOptions);
tell({ kind: 'ready' });

port.on('message', (message: ToProjector) => {
  if (message.kind === 'stop') return stop.abort();
  const { id, names } = message;
  projector
    .rebuild(names, stop.signal, (position) => tell({ kind: 'rebuilding', id, position }))
    .then(
      (events) => tell({ kind: 'rebuilt', id, events }),
      (error: unknown) => tell({ kind: 'refused', id, message: String(error) }),
    );
});

try {
  await projector.run(
    stop.signal,
    (position, hints) => tell({ kind: 'progress', position, hints }),
    (error) => tell({ kind: 'troubled', message: String(error) }),
  );
} catch (error) {
  tell({ kind: 'failed', message: String(error) });
} finally {
  await projector.close();
  port.close();
}
