// Electron's fuses, in the order of their bytes. Explained in docs/decisions/0124-packages.md.

/** @typedef {Exclude<keyof typeof import('@electron/fuses').FuseV1Options, number>} FuseName */
/** @type {ReadonlyArray<{ name: FuseName, isOn: boolean }>} */
export const fuses = [
  { name: 'RunAsNode', isOn: false },
  { name: 'EnableCookieEncryption', isOn: true },
  { name: 'EnableNodeOptionsEnvironmentVariable', isOn: false },
  { name: 'EnableNodeCliInspectArguments', isOn: false },
  { name: 'EnableEmbeddedAsarIntegrityValidation', isOn: true },
  { name: 'OnlyLoadAppFromAsar', isOn: true },
  { name: 'LoadBrowserProcessSpecificV8Snapshot', isOn: false },
  { name: 'GrantFileProtocolExtraPrivileges', isOn: false },
  { name: 'WasmTrapHandlers', isOn: true },
]
