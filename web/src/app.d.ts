import type { IncomingMessage } from 'node:http';
import type { Language } from '#lib/i18n/language.ts';
import type { Theme } from '#lib/theme.ts';

declare global {
  namespace App {
    interface Locals {
      language: Language;
      theme: Theme;
      requestId: string;
      /** The `Cookie` header as it is since the API set cookies in this request. */
      cookies?: string;
    }
    interface Platform {
      req?: IncomingMessage;
      /** The API of the same process; absent when pages run as a process of their own. */
      api?: (request: Request) => Response | Promise<Response>;
    }
    interface Error {
      message: string;
      code?: string;
      requestId?: string;
    }
  }
}

export {};
