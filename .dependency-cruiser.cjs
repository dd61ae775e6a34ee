/** Import directions of the house: app → server → db/dal → domain, app → components → domain. Nothing points back. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^(app|components|db|domain|server|scripts|tests|content)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('domain-is-pure', '^domain/', '^domain/', 'domain imports nothing but domain'),
    only('db-looks-down', '^db/', '^(db|domain)/|^server/(env|logger)\\.ts$', 'db may use domain, env and logger'),
    only(
      'server-looks-down',
      '^server/',
      '^(server|db/dal|db/client|domain)',
      'server reaches data through db/dal alone',
    ),
    only(
      'components-know-domain',
      '^components/',
      '^(components|domain)/',
      'components know domain types and each other',
    ),
    only('app-is-thin', '^app/', '^(app|components|server|domain)/', 'app reaches data through server'),
    {
      name: 'domain-has-no-io',
      severity: 'error',
      from: { path: '^domain/', pathNot: '\\.test\\.ts$' },
      to: {
        dependencyTypes: ['core', 'npm'],
        pathNot: 'node_modules/(ts-pattern|ts-fsrs|temporal-polyfill|temporal-spec|zod)/',
      },
    },
    {
      name: 'drizzle-only-in-db',
      severity: 'error',
      from: { pathNot: '^(db|scripts|tests)/|^drizzle\\.config\\.ts$' },
      to: { path: 'node_modules/(drizzle-orm|postgres)/' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^(app|components|db|domain|server)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(tests|scripts)/|\\.test\\.ts$' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|tests/support/violations)/' },
    // TypeScript 7 has no API to parse with; swc reads the sources as written, type-only imports included.
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs'],
    },
  },
};
