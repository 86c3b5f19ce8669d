import type { KnipConfig } from 'knip'

// `!` marks what ships: `knip --production` looks at nothing else, so that a feature only tests use is found unused.
export default {
  entry: [
    'sync-server/index.ts!',
    'sync-server/admin/cli.ts!',
    'main/electron.ts!',
    'main/browser.ts!',
    // For the packages: npm run policy.
    'main/policy/artefacts/write.ts!',
    'preload/index.ts!',
    'renderer/{index,crash}.tsx!',
    // Stands for a package in what is built: electron.vite.config.ts.
    'renderer/platform/html-entities.ts!',
    // For programs and pages of others: docs/guides/client.md.
    'core/client/chat-client.ts!',
    'renderer/client/use-chat.ts!',
    'headless/open-sealed-client.ts!',
    // Reference adapters: what the contract suites hold the real ones against.
    'core/{storage,search}/memory-*.ts!',
    'scripts/*.mjs',
    // Called by electron-builder, by their paths.
    'scripts/package/{after-pack,one-at-a-time,fpm,seven-zip,write-uninstaller}.mjs',
    // vitest loads it by its path.
    'scripts/lib/vitest-reporter.mjs',
    'bench/lib/main.ts',
    'bench/lib/chain-tidings.ts',
    'bench/lib/relay-load.ts',
    'bench/lib/kept-shell.ts',
    'tests/support/electron/timed-start.ts',
    'bench/lib/gc-on-signal.mjs',
    'bench/lib/sync-writer.ts',
    'bench/lib/sealed-{host,tidings,writer}.ts',
    // Opened by its HTML file.
    'bench/pages/{search,sealed,sync}.ts',
    'bench/peers/*/*.mjs',
    'bench/pages/*.ts',
    'tests/**/*.test.{ts,tsx}',
    // Opened by its index.html.
    'tests/support/preview/index.ts',
    // Processes that a test starts and kills.
    'tests/integration/**/*-child.ts',
    'tests/faults/main.ts',
    'tests/faults/device-child.ts',
    // Loaded in place of the module `electron`, which uses its exports by name.
    'tests/support/electron/{shim,fake-main}.ts',
    // Loaded into a program before it begins.
    'tests/support/internet-within.ts',
  ],
  project: [
    '{core,sync-server,main,headless,preload,renderer}/**/*.{ts,tsx}!',
    '{scripts,bench,tests}/**/*.{ts,tsx,mjs}',
  ],
  // Their packages have package.json files of their own, installed only to be measured.
  ignore: ['bench/peers/**'],
  // Naming the parts of an exported signature is no waste, even where nobody needs the name yet.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Of Debian's libxml2-utils: the test does without where it is not there.
  ignoreDependencies: [
    // The package is called so that `tsc` is TypeScript 7 while tools find TypeScript 6: docs/decisions/0001-tools.md.
    '@typescript/native',
  ],
  // Tools of the system that packaging uses where they are; `npm run package:check` says which are missing.
  ignoreBinaries: [
    'xmllint',
    'wixl',
    'msiinfo',
    'msiextract',
    'x86_64-w64-mingw32-windres',
    'unshare',
    'rpm',
    'minisign',
    'osslsigncode',
    'sha256sum',
    'apt-get',
    'dpkg-deb',
    'rpmbuild',
    'systemd-analyze',
  ],
} satisfies KnipConfig
