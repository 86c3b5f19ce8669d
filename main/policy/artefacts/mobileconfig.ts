/**
 * A configuration profile for macOS, to start from: every policy is in it as a comment with an example, and the server is set. The
 * same bytes each time: its identifiers are worked out from its name.
 */
import { createHash } from 'node:crypto'
import type { PolicyDefinition } from '../../../core/policy/definition.ts'
import { definitionOf, type PolicyName, policyNames } from '../../../core/policy/table.ts'
import { macDomain } from '../mac-policies.ts'
import { escapeXml, indent, xmlHead } from './xml.ts'

const doctype =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">'
const setInTemplate: ReadonlySet<PolicyName> = new Set(['ServerUrl'])

export const mobileconfig = (): string => `${xmlHead}${doctype}
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
${policyNames.map((name) => indent(settingXml(name, definitionOf(name)), 6)).join('\n')}
      <!-- What people may choose otherwise goes in here.
      <key>Recommended</key>
      <dict>
      </dict>
      -->
${indent(payload('Configuration', macDomain, macDomain), 6)}
    </dict>
  </array>
  <key>PayloadDisplayName</key>
  <string>Tidings</string>
  <key>PayloadScope</key>
  <string>System</string>
${indent(payload('Profile', 'Configuration', `${macDomain}.profile`), 2)}
</dict>
</plist>
`

function settingXml(name: PolicyName, definition: PolicyDefinition): string {
  const setting = `<key>${name}</key>\n${valueXml(definition)}`
  // Two dashes would end a comment.
  const about = escapeXml(`${definition.title}: ${definition.text}`).replaceAll('--', '- -')
  return setInTemplate.has(name) ? `<!-- ${about} -->\n${setting}` : `<!-- ${about}\n${setting}\n-->`
}

function valueXml({ type, example }: PolicyDefinition): string {
  switch (type) {
    case 'boolean':
      return example ? '<true/>' : '<false/>'
    case 'integer':
      return `<integer>${example}</integer>`
    case 'string':
    case 'enum':
      return `<string>${escapeXml(example)}</string>`
    case 'list':
      return `<array>\n${example.map((item) => `  <string>${escapeXml(item)}</string>`).join('\n')}\n</array>`
  }
}

const payload = (name: string, type: string, identifier: string): string => `<key>PayloadType</key>
<string>${type}</string>
<key>PayloadIdentifier</key>
<string>${identifier}</string>
<key>PayloadUUID</key>
<string>${uuidOf(`${identifier}.${name}`)}</string>
<key>PayloadVersion</key>
<integer>1</integer>`

/** In the form of a UUID of version 8, which is anybody's own. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').toUpperCase()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
