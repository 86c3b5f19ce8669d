/** What would open the app to whoever can start it with other arguments: debuggers, which an organisation may allow… */
const debuggers = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-targets',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'inspect-publish-uid',
]
/** … and doors out of the sandbox. */
const doors = [
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'js-flags',
  'load-extension',
]

/** The first of them on a command line. Chromium takes one dash for two, and on Windows a slash; Node takes `_` for `-`. */
export function forbiddenSwitch(
  args: ReadonlyArray<string>,
  { allowsDebuggers }: { readonly allowsDebuggers: boolean },
): string | undefined {
  const forbidden = allowsDebuggers ? doors : [...debuggers, ...doors]
  return args
    .map((arg) => /^(?:--?|\/)([^=]+)/.exec(arg)?.[1]?.toLowerCase().replaceAll('_', '-'))
    .find((name) => name !== undefined && forbidden.includes(name))
}
