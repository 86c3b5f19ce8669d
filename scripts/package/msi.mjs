// An MSI of an app's folder by wixl, for machines without Windows: what an MSI has to be (per machine, one entry, no downgrade) is
// tried with it. The one for people comes from electron-builder on Windows (docs/guides/packages.md).
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Stays for good: by it Windows knows that one MSI is another version of what is installed. */
const upgradeCode = 'B3C9B2E4-5A07-4E0B-8E59-1B6D9A3C7F21'

/** @param {string} text @returns {string} the same GUID for the same text */
function guid(text) {
  const hex = createHash('sha256').update(`tidings/${text}`).digest('hex').toUpperCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
const id = (/** @type {string} */ kind, /** @type {string} */ text) =>
  `${kind}_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`

/** @param {string} folder the app's folder @param {string} version @param {string} file where the MSI goes */
export function makeMsi(folder, version, file) {
  /** @type {string[]} */
  const components = []
  /** @param {string} relative @returns {string} */
  const listing = (relative) =>
    readdirSync(path.join(folder, relative))
      .toSorted()
      .map((name) => {
        const each = path.join(relative, name)
        if (statSync(path.join(folder, each)).isDirectory())
          return `<Directory Id="${id('dir', each)}" Name="${name}">${listing(each)}</Directory>`
        components.push(id('comp', each))
        return `<Component Id="${id('comp', each)}" Guid="${guid(each)}" Win64="yes"><File Id="${id('file', each)}" Name="${name}" Source="${each}" KeyPath="yes"/></Component>`
      })
      .join('\n')
  const files = listing('')
  const source = `<?xml version="1.0" encoding="UTF-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="${guid(`product/${version}`)}" Name="Tidings" Language="1033" Version="${version}" Manufacturer="Tidings" UpgradeCode="${upgradeCode}">
<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>
<MajorUpgrade DowngradeErrorMessage="A newer version of Tidings is installed already."/>
<MediaTemplate EmbedCab="yes"/>
<Property Id="ARPURLINFOABOUT" Value="https://tidings.example"/>
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="Tidings">${files}</Directory></Directory>
<Directory Id="ProgramMenuFolder"><Component Id="shortcut" Guid="${guid('shortcut')}" Win64="yes">
<Shortcut Id="menu" Name="Tidings" Target="[INSTALLDIR]Tidings.exe" WorkingDirectory="INSTALLDIR"/>
<RegistryValue Root="HKLM" Key="Software\\Tidings" Name="Installer" Type="string" Value="msi" KeyPath="yes"/>
</Component></Directory>
</Directory>
<Feature Id="app" Level="1">${[...components, 'shortcut'].map((each) => `<ComponentRef Id="${each}"/>`).join('')}</Feature>
</Product></Wix>`
  const wxs = `${file}.wxs`
  writeFileSync(wxs, source)
  execFileSync('wixl', ['-a', 'x64', '-o', file, wxs], { cwd: folder, stdio: 'pipe' })
}

/** @param {string} file @param {string} version @returns {string[]} what is wrong */
export function inspectMsi(file, version) {
  const table = (/** @type {string} */ name) =>
    execFileSync('msiinfo', ['export', file, name], { encoding: 'utf8' })
  const properties = table('Property')
  const listed = execFileSync('msiextract', ['-l', file], { encoding: 'utf8' })
  return [
    ...(properties.includes(`ProductVersion\t${version}`) ? [] : ['the MSI has another version']),
    ...(properties.includes('ALLUSERS\t1') ? [] : ['the MSI is not for the whole machine']),
    ...(table('Upgrade').includes(upgradeCode) ? [] : ['the MSI does not replace an older one']),
    ...(listed.includes('Tidings.exe') && listed.includes('app.asar') ? [] : ['the MSI lacks the app']),
  ]
}
