import { type PersonId, streams } from '@peremena/events';
import { carryOut } from '../core/carry-out.ts';
import { notFound } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { ChooseNoticesBody, SeeNoticesBody } from './commands.ts';
import { noticesDecider } from './decider.ts';
import { choicesOf, mine, newOf } from './mine.ts';

const from = ['notices', 'notices_seen', 'notice_mutes', 'access_facts', 'group_members', 'lessons'] as const;

/** What a person is told of, what of it they have seen, and what they want. */
export const noticesRoutes = routes()
  .get(
    '/notices',
    about({
      summary: 'The notices of the last 14 days, newest first; what happened to one thing on one day together.',
    }),
    query({}),
    reads(...from),
    allow('notices.use', self),
    async (c) => {
      const [lines, choices] = await Promise.all([mine(c), choicesOf(c)]);
      return c.json(shown(c, { lines, choices, unread: lines.filter(({ fresh }) => fresh).length }));
    },
  )
  .get(
    '/notices/unread',
    about({ summary: 'How many notices have not been seen, and of each pupil which marks are new.' }),
    query({}),
    reads(...from),
    allow('notices.use', self),
    async (c) => {
      const lines = await mine(c, { unseen: true });
      return c.json(shown(c, { unread: lines.length, pupils: newOf(lines) }));
    },
  )
  .post(
    '/notices/seen',
    about({ summary: 'The notice of this event, and all before it, have been seen: all, or those of one pupil.' }),
    allow('notices.use', self),
    body(SeeNoticesBody),
    async (c) => {
      const { upTo, pupilId } = c.req.valid('json');
      const lines = (await mine(c)).filter((line) => pupilId === null || line.pupilId === pupilId);
      const last = lines.find(({ id }) => id === upTo);
      if (!last) throw notFound();
      const unseen = lines.filter((line) => line.fresh && BigInt(line.position) <= BigInt(last.position));
      const fresh = [...new Set(unseen.map(({ why }) => (why === 'substitute' ? 'teacher' : why)))];
      const personId = c.var.actor.personId as PersonId;
      return c.json(
        await carryOut(c, {
          stream: streams.notices(personId),
          decider: noticesDecider,
          command: { type: 'SeeNotices', personId, upTo, pupilId, context: { fresh } },
          schoolId: null,
        }),
      );
    },
  )
  .put(
    '/notices/choices',
    about({ summary: 'Want notices of a kind, of a pupil or of the own duties, or want them no more.' }),
    allow('notices.use', self),
    body(ChooseNoticesBody),
    async (c) => {
      const chosen = c.req.valid('json');
      const open = await choicesOf(c);
      if (!open.some(({ kind, pupilId }) => kind === chosen.kind && pupilId === chosen.pupilId)) throw notFound();
      const personId = c.var.actor.personId as PersonId;
      return c.json(
        await carryOut(c, {
          stream: streams.notices(personId),
          decider: noticesDecider,
          command: { type: 'ChooseNotices', personId, ...chosen },
          schoolId: null,
        }),
      );
    },
  );
