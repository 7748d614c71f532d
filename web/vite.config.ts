import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/** Hashes instead of nonces: a nonce would change every ETag. Workers of pages come from our own origin only. */
const csp = {
  mode: 'hash' as const,
  directives: {
    'default-src': ['self' as const],
    'script-src': ['self' as const],
    // The hash is that of the one style attribute SvelteKit writes itself, on its announcer of page titles.
    'style-src': [
      'self' as const,
      'unsafe-hashes' as const,
      'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=' as const,
    ],
    'img-src': ['self' as const, 'data:' as const],
    'font-src': ['self' as const],
    'connect-src': ['self' as const],
    'object-src': ['none' as const],
    'base-uri': ['self' as const],
    'form-action': ['self' as const],
    'frame-ancestors': ['none' as const],
  },
};

export default defineConfig({
  plugins: [sveltekit({ adapter: adapter(), csp })],
  build: { target: 'es2022' },
  // While developing, pages come from vite and everything under /api from a running copy.
  server: { proxy: { '/api': process.env['PEREMENA_API'] ?? 'http://127.0.0.1:4000' } },
});
