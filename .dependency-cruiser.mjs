// Who may import whom: events <- projections <- api <- web, each through the doors its package exports.

const pureEvents = '^events/src/(?!store/)';
const source = (room) => `^${room}/(src|bench|bin)/`;
const test = '\\.(test|int\\.test|e2e)\\.ts$|/test/|/bench/|vitest[^/]*\\.config\\.ts$';

/** Folders of api/src and projections/src that every slice stands on. */
const apiGround = '^api/src/(core|access|session|live)/';
/** Programs that drive all slices at once. */
const apiPrograms = '^api/src/(demo|oneroster|cli|jobs|request|setup|staffing)/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no-circles',
      'Two files that need each other at run time are one; types alone may.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'resolvable',
      'An import must lead somewhere.',
      {},
      { couldNotResolve: true, pathNot: '^(\\$app|\\$env|\\./\\$types)' },
    ),
    rule(
      'events-know-nobody',
      'Events are what can have happened; nothing points back.',
      { path: '^events/' },
      { path: '^(projections|api|web)/' },
    ),
    rule(
      'events-are-values',
      'The front door of events runs in a browser: valibot and, for the proof, canonicalize; no I/O.',
      { path: pureEvents, pathNot: test },
      { pathNot: [pureEvents, 'node_modules/(valibot|canonicalize)/', 'valibot', 'canonicalize'] },
    ),
    rule(
      'projections-know-events',
      'Projections know events and the store.',
      { path: '^projections/' },
      { path: '^(api|web)/' },
    ),
    rule(
      'events-by-doors',
      'Other rooms enter events by what its package exports.',
      { path: '^(projections|api|web)/' },
      {
        path: '^events/',
        pathNot: '^events/(src/index|src/store/(index|embedded/index)|test/[^/]+|bench/[^/]+)\\.ts$',
      },
    ),
    rule('api-knows-no-web', 'The API does not know who shows it.', { path: '^api/' }, { path: '^web/' }),
    rule(
      'projections-by-doors',
      'Read models are asked through queries and run through the worker.',
      { path: '^api/' },
      { path: '^projections/', pathNot: '^projections/(src/(queries|worker)|test/[^/]+|bench/[^/]+)\\.ts$' },
    ),
    rule(
      'web-by-doors',
      'Web knows pure values and the doors of the API; its stories make workbooks as the tests of the API do.',
      { path: '^web/(src|test)/' },
      {
        path: ['^(events|projections|api)/', 'node_modules/(postgres|pg|hono/(?!client))'],
        pathNot: [
          '^events/src/index\\.ts$',
          '^api/src/(client|commands)\\.ts$',
          '^api/test/workbook\\.ts$',
          'node_modules/hono/(dist|client)',
        ],
      },
    ),
    rule(
      'no-driver-in-web',
      'Pages never touch a store or a driver.',
      { path: source('web') },
      { path: ['node_modules/postgres', '^events/src/store/', '^projections/'] },
    ),
    rule(
      'commands-are-values',
      'Schemas of commands are checked in the browser too.',
      { path: '^api/src/.+/commands\\.ts$|^api/src/commands\\.ts$' },
      { pathNot: ['^events/src/index\\.ts$', '^api/src/.*commands\\.ts$', '^api/src/core/parts\\.ts$', 'valibot'] },
    ),
    rule(
      'deciders-are-pure',
      'A decider folds and decides; it reads nothing.',
      { path: '^api/src/.+/decider\\.ts$' },
      { path: 'node_modules/|^projections/|^events/src/store/', pathNot: 'valibot', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'core-knows-no-slice',
      'Slices stand on core, never the other way.',
      { path: '^api/src/core/', pathNot: test },
      { path: '^api/src/', pathNot: apiGround },
    ),
    rule(
      'slices-meet-at-commands',
      'A slice may import the commands of another and nothing else of it.',
      { path: '^api/src/([^/]+)/', pathNot: [apiGround, apiPrograms, test] },
      { path: '^api/src/[^/]+/', pathNot: ['^api/src/$1/', apiGround, '^api/src/[^/]+/commands\\.ts$'] },
    ),
    rule(
      'read-model-core-is-ground',
      'The mechanism knows no read model.',
      { path: '^projections/src/core/', pathNot: test },
      { path: '^projections/src/(?!core/)' },
    ),
    rule(
      'read-models-stand-alone',
      'A projection knows its own table; only queries join.',
      { path: '^projections/src/([^/]+)/project\\.ts$' },
      { path: '^projections/src/[^/]+/', pathNot: ['^projections/src/$1/', '^projections/src/core/'] },
    ),
    rule(
      'no-tests-in-product',
      'Product code never imports tests.',
      { path: source('(events|projections|api|web)'), pathNot: test },
      { path: test },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.svelte-kit|build|\\.built|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.d.ts'],
    },
  },
};
