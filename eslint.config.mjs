import tseslint from 'typescript-eslint';

const noLoopReturn = {
  selector:
    'Property[key.name="check"] :matches(ForOfStatement, ForStatement, ForInStatement, WhileStatement) ReturnStatement',
  message: 'A return inside a loop ends the whole check and hides later faults; write `continue`.',
};

const noClever = [
  { selector: 'TSEnumDeclaration', message: 'Use a union.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module.' },
];

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'coverage/', 'node_modules/'] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-syntax': ['error', ...noClever],
    },
  },
  { files: ['src/rules/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...noClever, noLoopReturn] } },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/documents/yaml.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'yaml', message: 'Only documents/yaml.ts may.' }] }],
    },
  },
);
