/** Languages problems speak. */
export type Language = 'ru' | 'en';

export interface ProblemRow {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly ru: string;
  readonly en: string;
}
