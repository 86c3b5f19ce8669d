// Parts of a setup for Windows and of an AppImage that come from elsewhere and that no Debian package has. With a stand-in for
// Electron these are stand-ins too: what is made of them is inspected, signed and thrown away.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The tools of an AppImage: the system's own, and a runtime that only says what it is. @param {string} folder @param {string} squash @param {string} validate */
export function makeAppImageTools(folder, squash, validate) {
  const tools = path.join(folder, 'appimage')
  for (const name of ['runtimes', 'lib/x64']) mkdirSync(path.join(tools, name), { recursive: true })
  symlinkSync(squash, path.join(tools, 'mksquashfs'))
  symlinkSync(validate, path.join(tools, 'desktop-file-validate'))
  writeFileSync(path.join(tools, 'runtimes/runtime-x64'), appImageRuntime)
  return tools
}

/** What a stand-in AppImage begins with. */
export const appImageRuntime = '#!/bin/sh\necho a stand-in for the runtime of an AppImage\nexit 0\n'.padEnd(
  4096,
  '\n',
)

/**
 * The system's NSIS, laid out as electron-builder's; the plug-ins that the script of the setup calls, with the functions that it
 * calls and nothing behind them; and in place of Wine the program that writes the uninstaller without it.
 *
 * @param {string} folder
 * @param {string} makensis
 * @param {string} compiler for 32-bit Windows
 * @returns {NodeJS.ProcessEnv}
 */
export function makeNsisTools(folder, makensis, compiler) {
  const [nsis, toolset] = [path.join(folder, 'nsis'), path.join(folder, 'wine')]
  for (const name of ['linux', 'plugins/x86-unicode']) mkdirSync(path.join(nsis, name), { recursive: true })
  symlinkSync(makensis, path.join(nsis, 'linux/makensis'))
  for (const name of ['Contrib', 'Include', 'Plugins', 'Stubs', 'Bin'])
    symlinkSync(`/usr/share/nsis/${name}`, path.join(nsis, name))
  compile(compiler, path.join(nsis, 'elevate.exe'), 'int main(void) { return 1; }\n')
  for (const [name, functions] of calledPlugins())
    compile(compiler, path.join(nsis, `plugins/x86-unicode/${name}.dll`), pluginOf(functions))
  for (const name of ['bin', 'lib', 'wine-home']) mkdirSync(path.join(toolset, name), { recursive: true })
  symlinkSync(path.join(import.meta.dirname, 'write-uninstaller.mjs'), path.join(toolset, 'bin/wine'))
  return {
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: nsis,
    ELECTRON_BUILDER_WINE_TOOLSET_DIR: toolset,
  }
}

/** As electron-builder's templates call them. @returns {Map<string, Set<string>>} functions by plug-in */
function calledPlugins() {
  const templates = path.join(
    path.dirname(createRequire(import.meta.url).resolve('app-builder-lib/package.json')),
    'templates/nsis',
  )
  const scripts = readdirSync(templates, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.ns[hi]$/.test(file),
  )
  /** @type {Map<string, Set<string>>} */
  const called = new Map()
  for (const file of scripts) {
    const text = readFileSync(path.join(templates, file), 'utf8')
    for (const [, plugin = '', name = ''] of text.matchAll(
      /\b(StdUtils|UAC|nsProcess|Nsis7z|SpiderBanner|WinShell|inetc)::(\w+)/g,
    ))
      called.set(plugin, (called.get(plugin) ?? new Set()).add(name))
  }
  return called
}

/** @param {ReadonlySet<string>} functions */
const pluginOf = (functions) =>
  [
    ...Array.from(functions, (each) => `__declspec(dllexport) void __cdecl ${each}(void) {}`),
    'int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }\n',
  ].join('\n')

/** @param {string} compiler @param {string} file @param {string} source in C */
function compile(compiler, file, source) {
  const kind = file.endsWith('.dll') ? ['-shared'] : []
  // The same time in each, so that two builds are the same.
  const options = ['-s', '-Wl,--no-insert-timestamp', '-x', 'c', '-']
  execFileSync(compiler, [...kind, '-o', file, ...options], {
    input: source,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}
