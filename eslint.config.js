import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescriptEslint from 'typescript-eslint';
import { importBorders } from './scripts/lint/importBorders.mjs';

export default defineConfig(
  globalIgnores(['dist', 'dist.unfinished', 'data', 'src/store/generated']),
  eslint.configs.recommended,
  typescriptEslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    // No comment can switch a rule off: an exception is made here, with its reason.
    linterOptions: { noInlineConfig: true },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => save()` and `return this.problem(…)` are short for what nobody reads.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // An index within bounds is plain from the loop around it, but not to the compiler.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // TypeGraphQL's classes describe; resolvers answer with plain objects of their shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['src/**'],
    plugins: { gatescope: { rules: { 'import-borders': importBorders } } },
    rules: { 'gatescope/import-borders': 'error' },
  },
  {
    // Plain JavaScript has its types in comments, which tsc checks, undefined names included.
    files: ['**/*.js', '**/*.mjs'],
    extends: [typescriptEslint.configs.disableTypeChecked],
    rules: { 'no-undef': 'off' },
  },
);
