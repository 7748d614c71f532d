import type { World } from './world.ts';

/** Opens a stream and reads it in the background; `until` waits for a text to come, `end` for the stream's end. */
export async function listening(world: Pick<World, 'send'>, as: string, topics: readonly string[]) {
  const answer = await world.send('GET', `/api/live?topics=${topics.join(',')}`, { as });
  if (answer.status !== 200 || !answer.body) throw new Error(`no stream: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const wanted: { readonly part: string; readonly found: () => void }[] = [];
  const look = () => {
    for (const one of wanted) if (text.includes(one.part)) one.found();
  };
  const end = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += value;
      look();
    }
  })();
  return {
    end,
    until: (part: string) =>
      new Promise<void>((found) => {
        wanted.push({ part, found });
        look();
      }),
    text: () => text,
    cancel: () => reader.cancel(),
  };
}
