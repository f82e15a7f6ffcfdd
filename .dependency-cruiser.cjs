/** Imports run one way: core <- worker <- state <- views <- app; views take types only from core. */
const layer = (name) => `(^|/)src/${name}/`;
const not = (...names) => names.map(layer);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'core-is-the-bottom', severity: 'error', from: { path: layer('core') }, to: { path: not('worker', 'state', 'views', 'app') } },
    { name: 'worker-sees-core-only', severity: 'error', from: { path: layer('worker') }, to: { path: not('state', 'views', 'app') } },
    { name: 'offline-sees-worker-and-core', severity: 'error', from: { path: layer('offline') }, to: { path: not('state', 'views', 'app') } },
    { name: 'state-sees-worker-and-core', severity: 'error', from: { path: layer('state') }, to: { path: not('views', 'app') } },
    { name: 'views-do-not-see-app', severity: 'error', from: { path: layer('views') }, to: { path: layer('app') } },
    {
      name: 'views-take-types-only-from-core',
      severity: 'error',
      from: { path: layer('views') },
      to: { path: layer('core'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-client-meets-the-worker',
      comment: 'Views reach the worker through state; they may name its types.',
      severity: 'error',
      from: { path: layer('views') },
      to: { path: layer('worker'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-is-pure',
      comment: 'No DOM, React, network or clock below; core may use these numerical, schema and archive libraries only.',
      severity: 'error',
      from: { path: layer('core') },
      to: { path: 'node_modules/', pathNot: 'node_modules/(ml-pca|ml-matrix|zod|@zip\\.js/zip\\.js)/' },
    },
    { name: 'three-stays-in-space', severity: 'error', from: { path: '(^|/)src/', pathNot: layer('views/picture/space') }, to: { path: 'node_modules/(three|@react-three)/' } },
    { name: 'src-stands-alone', comment: 'What is built knows nothing of what measures and tests it.', severity: 'error', from: { path: '(^|/)src/' }, to: { path: '^(bench|tests(?!/layers/canary)|scripts)/' } },
    { name: 'no-cycles', comment: 'Type imports count: a type stands in the lowest room that needs it.', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw|sections)$|^vite/client$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['src/core/kernel/assembly', '/\\.venv/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], mainFields: ['module', 'main', 'types'] },
  },
};
