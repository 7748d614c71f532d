import { expect, it } from 'vitest';
import { passkeySite } from './passkey-site.ts';

it.each([
  ['localhost:4000', false, 'localhost', 'http://localhost:4000'],
  ['School.Example', true, 'school.example', 'https://school.example'],
  ['school.example:8443', true, 'school.example', 'https://school.example:8443'],
])('passkeys belong to the name a person came to: %s', (host, https, rpId, origin) => {
  expect(passkeySite(host, https)).toEqual({ rpId, origin });
});

it.each([
  ['192.168.1.20:4000', false, 'insecure'],
  ['school.local:4000', false, 'insecure'],
  ['192.168.1.20', true, 'address'],
  ['[::1]:4000', true, 'address'],
  ['a b', true, 'address'],
])('and are not offered where a browser would not take them: %s', (host, https, why) => {
  expect(passkeySite(host, https)).toEqual({ rpId: null, why });
});
