// Who may import whom: the import directions of ARCHITECTURE.md, as rules that fail the build.
// tests/unit/tooling/layers.test.ts plants a violation of each kind and expects red.

/** What is platform-free among our dependencies: core may use these and no other. */
const corePackages = ['yjs', 'lib0', 'cborg', 'valibot', '@noble/hashes']
/** @param {ReadonlyArray<string>} names */
const anyOf = (names) => `(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})`

/**
 * One rule: files under `from` may import, of our own files, only what `allowed` matches.
 *
 * @param {string} name
 * @param {string} from
 * @param {string} allowed
 * @param {string} comment
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(core|main|headless|preload|renderer|sync-server|tests|bench|scripts)/', pathNot: allowed },
})

/** What the relay needs of core/conversation: to check an op, to read and write one, and to see what a message looks like. */
const validator =
  '^core/conversation/(validator|update-reader|update-writer|erased-update|op|op-codec|segment|sub-log|hlc|limits|topic|op-set|message|message-list|draft)\\.ts$'
/** How texts are compared, and what is typed to find them. */
const texts = '^core/search/(fold-text|parse-query)\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two modules that need each other are one module, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere would slip through every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A package must be named in package.json, not found by luck.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },

    // core, from the ground up
    only('core-base', '^core/base/', '^core/base/', 'The ground floor.'),
    only(
      'core-protocol',
      '^core/protocol/',
      '^core/(base|protocol)/',
      'The wire knows no documents, disks or screens.',
    ),
    only(
      'core-policy',
      '^core/policy/',
      '^core/(base|policy)/',
      'What may be set knows nothing of what it is set for.',
    ),
    only(
      'core-bridge',
      '^core/bridge/',
      '^core/(base|protocol|policy|bridge)/|^core/storage/outbox\\.ts$',
      'The contract between renderer and main, which keeps the outbox.',
    ),
    only(
      'core-conversation',
      '^core/conversation/',
      '^core/(base|protocol|conversation)/',
      'A document knows no socket.',
    ),
    only(
      'core-storage',
      '^core/storage/',
      '^core/(base|protocol|storage)/',
      'Ports speak in the terms of the wire.',
    ),
    only(
      'core-sealed',
      '^core/sealed/',
      '^core/(base|protocol|sealed)/',
      'What everybody may check of a sealed log, the relay too: no secret is needed for it. And how a file opens by the key in its message.',
    ),
    only('core-e2ee', '^core/e2ee/', '^core/(base|protocol|sealed|e2ee)/', 'Sealing knows no documents.'),
    only(
      'core-sync',
      '^core/sync/',
      '^core/(base|protocol|bridge|conversation|storage|sealed|sync)/',
      'Sync stands on the ports and asks main, over the bridge, to seal.',
    ),
    only(
      'core-search',
      '^core/search/',
      '^core/(base|protocol|conversation|storage|search)/',
      'The index reads what lies in the store; it knows no relay.',
    ),
    only(
      'core-engine',
      '^core/(engine|client)/',
      '^core/(base|protocol|bridge|conversation|storage|sealed|sync|search|engine|client)/',
      'The engine wires all but the secrets, which stay in main.',
    ),
    only(
      'core-client',
      '^core/client/',
      '^core/(base|protocol|client)/|^core/sync/retry\\.ts$|^core/sealed/(sealed-file|file-format|padding)\\.ts$',
      'The chat client of bots and pages of others: the app and its documents are not in it.',
    ),
    {
      name: 'core-platform-free',
      comment: 'core runs in both programs and in every test: no Node, no Electron, no DOM framework.',
      severity: 'error',
      from: { path: '^core/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'],
        pathNot: `(^|/)node_modules/${anyOf(corePackages)}/`,
      },
    },

    // the programs
    only(
      'sync-server',
      '^sync-server/',
      `^sync-server/|^core/(base|protocol|sealed)/|${validator}|${texts}`,
      'The relay checks what it carries, and shows messages of open conversations as the app does.',
    ),
    only(
      'main',
      '^main/',
      '^main/|^core/(base|protocol|policy|bridge|sealed|e2ee)/|^core/storage/outbox\\.ts$|^core/conversation/(update-(reader|writer)|erased-update)\\.ts$',
      'Main holds secrets and the journal, never documents.',
    ),
    {
      name: 'main-asks-through-the-shell',
      comment:
        'What main asks of a server goes by the fetch that the shell hands in: Electron’s knows proxies and certificates. The first three serve this machine alone; previews go to strangers, and to nobody inside (decision 0109).',
      severity: 'error',
      from: {
        path: '^main/',
        pathNot: '^main/(sign-in/loopback|page-server/[^/]+|bridge/socket-bridge|previews/[^/]+)\\.ts$',
      },
      to: { path: '^(node:)?(http|https|http2|net|tls|dgram)$|(^|/)node_modules/(@types/)?ws/' },
    },
    only(
      'headless',
      '^headless/',
      '^headless/|^main/|^core/(base|protocol|bridge|storage|sync|search|engine|client)/',
      'Main and the engine in one process, with the bridge between: keys stay behind it here too.',
    ),
    only(
      'preload',
      '^preload/',
      '^preload/|^core/(base|bridge)/',
      'The preload exposes the bridge, nothing else.',
    ),
    only(
      'renderer',
      '^renderer/',
      '^renderer/|^core/(base|protocol|policy|bridge|conversation|storage|sealed|sync|search|engine|client)/',
      'The page sees no keys: e2ee is not for it.',
    ),
    only(
      'renderer-client',
      '^renderer/client/',
      '^renderer/(client|platform)/|^core/(base|client)/',
      'The hook for pages of others brings nothing of the app along.',
    ),
    {
      name: 'renderer-no-node',
      comment: 'The renderer is a sandboxed page.',
      severity: 'error',
      from: { path: '^(renderer|preload)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-at-its-port',
      comment: 'Everything else runs, and is tested, without Electron.',
      severity: 'error',
      from: {
        // The shim stands in for Electron in tests and takes its types alone.
        pathNot: '^main/electron\\.ts$|^main/.+/electron-[^/]+\\.ts$|^preload/|^tests/support/electron/',
      },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'What tests need is theirs alone.',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'programs-need-no-tools',
      comment: 'What ships may not lean on what is only there for development.',
      severity: 'error',
      from: { path: '^(core|sync-server|main|headless|preload|renderer)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        // Types only, or given by Electron itself at run time.
        pathNot: '(^|/)node_modules/(@types|electron)/',
      },
    },
  ],
  options: {
    // .ts is only read while TypeScript 6 is there under its own name: see docs/decisions/0001-tools.md.
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    doNotFollow: { path: 'node_modules' },
    // The packages of peers are there only after they were measured.
    exclude: { path: '^(out|coverage|bench/peers|node_modules/\\.)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
