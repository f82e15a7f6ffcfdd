import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noUntrustedHtml = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Labels and titles are untrusted: no HTML from data.' },
  { selector: "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]", message: 'Labels and titles are untrusted: no HTML from data.' },
  { selector: "CallExpression[callee.property.name='html']", message: 'd3 .html() writes markup; use .text().' },
  { selector: "CallExpression[callee.property.name='insertAdjacentHTML']", message: 'No HTML from data.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'recorder/', 'bench/.venv/', 'fixtures/', 'test-results/', 'tests/layers/canary/', 'src/core/kernel/assembly/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...noUntrustedHtml],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], plugins: { 'react-hooks': reactHooks }, rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' } },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'fetch', 'navigator', 'performance', 'setTimeout', 'setInterval', 'requestAnimationFrame'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'core is seeded.' }, { object: 'Date', property: 'now', message: 'core has no clock.' }],
    },
  },
  { files: ['scripts/**', 'tests/**', 'bench/**'], rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' } },
);
