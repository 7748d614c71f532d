import type { client } from '@peremena/api/client';

/** The API as its client sees it. */
export type Api = ReturnType<typeof client>['api'];

/** What a question of the API is answered. */
export type AnswerOf<Q extends (...asked: never[]) => Promise<{ json(): Promise<unknown> }>> = Awaited<
  ReturnType<Awaited<ReturnType<Q>>['json']>
>;

export type Me = AnswerOf<Api['me']['$get']>;
export type Child = Me['children'][number];
export type PersonName = Me['person']['name'];
export type Bell = AnswerOf<Api['diary'][':pupilId']['$get']>['bells'][number];
