import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const parsed = { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] };

const notPure = 'This must be pure: time, ids and chance come in from outside.';
const impure = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: notPure },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: notPure },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: notPure },
  { selector: "MemberExpression[object.name='performance']", message: notPure },
  {
    selector: 'CallExpression[callee.name=/^(fetch|setTimeout|setInterval|randomUUID|randomBytes)$/]',
    message: notPure,
  },
  { selector: 'MemberExpression[property.name=/^(randomUUID|getRandomValues|randomBytes)$/]', message: notPure },
  { selector: 'ImportDeclaration[source.value=/^node:(fs|net|http|https|child_process|crypto)/]', message: notPure },
];
const mixesWork = 'With a backend killed, begin and reserve of the driver mix up work. Write one statement instead.';
const driver = [
  {
    selector: 'CallExpression[callee.property.name=/^(begin|reserve)$/][callee.object.name=/sql$/i]',
    message: mixesWork,
  },
  {
    selector: 'CallExpression[callee.property.name=/^(begin|reserve)$/][callee.object.property.name=/sql$/i]',
    message: mixesWork,
  },
];

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      '**/build/',
      '**/.built/',
      '**/.svelte-kit/',
      '**/coverage/',
      'docs/',
      '**/test/planted/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: globals.node, parserOptions: parsed },
    rules: {
      'no-restricted-syntax': ['error', ...driver],
      'no-undef': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      'no-control-regex': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/no-unused-svelte-ignore': 'off',
      'svelte/no-navigation-without-resolve': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['events/src/**/*.ts', 'projections/src/**/project.ts', 'api/src/**/decider.ts'],
    ignores: ['events/src/store/**', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...driver, ...impure] },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { ...parsed, parser: ts.parser } },
  },
  {
    // The types of components are svelte-check's; with them the linter needs ten times as long (decision 0047).
    files: ['**/*.svelte'],
    ...ts.configs.disableTypeChecked,
    languageOptions: { parserOptions: { parser: ts.parser, projectService: false } },
  },
  { files: ['**/*.{js,mjs,cjs}'], ...ts.configs.disableTypeChecked },
);
