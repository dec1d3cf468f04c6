/** What the front end keeps to beyond its types, which tsconfig.json asks for. */

import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import importX from 'eslint-plugin-import-x';

export default defineConfig([
  globalIgnores(['.venv/', '.cache/', '**/vendor/']),
  {
    files: ['**/*.js'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { js, 'import-x': importX },
    extends: ['js/recommended'],
    rules: {
      'no-undef': 'off', // tsc knows the browser's names
      'no-unused-vars': ['error', { args: 'after-used', argsIgnorePattern: '^_', varsIgnorePattern: '^_$' }],
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'object-shorthand': 'error',
      eqeqeq: 'error',
      'no-implicit-coercion': ['error', { allow: ['!!', '+'] }],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/first': 'error',
      'import-x/no-default-export': 'error',
    },
  },
  { files: ['eslint.config.js'], rules: { 'import-x/no-default-export': 'off' } },
]);
