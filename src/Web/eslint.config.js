import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

/** Imports go app -> features -> fields/widgets/components -> lib/api, never back and never sideways between features. */
const forbid = (files, ...folders) => ({
  files: files.map((folder) => `src/${folder}/**/*.{ts,tsx}`),
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: [{ name: 'antd', importNames: ['App'], message: 'Notices and questions come from @/components/feedback.' }],
        patterns: [
          {
            group: folders.flatMap((folder) => [`@/${folder}`, `@/${folder}/**`]),
            message: 'Imports go app -> features -> fields/widgets/components -> lib/api.',
          },
          { regex: '^\\.\\./\\.\\./', message: 'Use @/ for anything outside the folder.' },
        ],
      },
    ],
  },
});

export default ts.config(
  { ignores: ['dist', 'node_modules', 'scripts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  { files: ['src/**/*.{ts,tsx}'], plugins: { 'react-hooks': hooks }, rules: hooks.configs.recommended.rules },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'react-hooks/incompatible-library': 'off', // TanStack Virtual: we do not use the React compiler
      'react-hooks/set-state-in-effect': 'off',
      'react-hooks/refs': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-dynamic-delete': 'off',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  forbid(['lib', 'api'], 'app', 'features', 'fields', 'widgets', 'components'),
  forbid(['fields', 'widgets', 'components'], 'app', 'features'),
  forbid(['features'], 'app', 'features'),
);
