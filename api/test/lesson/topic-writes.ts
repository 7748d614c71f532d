import { registeredRoutes } from '../../src/core/registry.ts';
import { foundSchool, type School } from '../school.ts';
import { awayProvider } from '../provider/away.ts';
import { openWorld, type World } from '../world.ts';

/** A school whose teacher sets the topic of a lesson: the write that is tried in every wrong way. */
export interface TopicWrites {
  readonly world: World;
  readonly school: School;
  readonly path: string;
  /** The topic as its page shows it. */
  now(): Promise<string | null>;
  /** Sets the topic under the command id `key`; `send` is the world's own unless another is given. */
  set(topic: string, key: string, send?: World['send']): Promise<Response>;
  /** Every route that writes. */
  readonly writes: ReturnType<typeof registeredRoutes>;
}

export async function openTopicWrites(): Promise<TopicWrites> {
  const world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z'), provider: awayProvider });
  const school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(school.person.teacher, school.person.otherTeacher, school.person.head);
  const path = `/api/lessons/${school.own.lesson}/topic`;
  const now = async () => {
    await world.settled();
    const answer = await world.send('GET', `/api/lessons/${school.own.lesson}`, { as: school.person.teacher });
    return ((await answer.json()) as { lesson: { topic: string | null } }).lesson.topic;
  };
  return {
    world,
    school,
    path,
    now,
    set: async (topic, key, send = world.send) =>
      send('PUT', path, { as: school.person.teacher, key, body: { topic, saw: await now() } }),
    writes: registeredRoutes(world.api.app).filter(({ method }) => method !== 'GET'),
  };
}
