/** The templates of group policy: what there is (ADMX), and its words (ADML). One of each for Windows, made of the table. */
import type { PolicyDefinition } from '../../../core/policy/definition.ts'
import { definitionOf, type PolicyName, policyNames } from '../../../core/policy/table.ts'
import { recommendedKey, registryPath } from '../windows-policies.ts'
import { escapeXml, indent, xmlHead } from './xml.ts'

const schema = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions'
const head = `xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" revision="1.0" schemaVersion="1.0" xmlns="${schema}"`

/** A policy as group policy shows it: mandatory ones, and beside them those that can be recommended. */
interface Shown {
  readonly name: PolicyName
  readonly definition: PolicyDefinition
  readonly isRecommendation: boolean
}

const shown: ReadonlyArray<Shown> = [false, true].flatMap((isRecommendation) =>
  policyNames.flatMap((name) => {
    const definition = definitionOf(name)
    return isRecommendation && !definition.recommended ? [] : [{ name, definition, isRecommendation }]
  }),
)
const idOf = ({ name, isRecommendation }: Shown): string => (isRecommendation ? `${name}_Recommended` : name)
/** `0.1.0` as a name. */
const sinceId = (since: string): string => `Since_${since.replaceAll('.', '_')}`
const versions = [...new Set(policyNames.map((name) => definitionOf(name).since))]

export const admx = (): string => `${xmlHead}<policyDefinitions ${head}>
  <policyNamespaces>
    <target prefix="tidings" namespace="Tidings.Policies" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
${versions.map((since) => `      <definition name="${sinceId(since)}" displayName="$(string.${sinceId(since)})" />`).join('\n')}
    </definitions>
  </supportedOn>
  <categories>
    <category name="Tidings" displayName="$(string.Tidings)" />
    <category name="Recommended" displayName="$(string.Recommended)">
      <parentCategory ref="Tidings" />
    </category>
  </categories>
  <policies>
${shown.map((each) => indent(policyXml(each), 4)).join('\n')}
  </policies>
</policyDefinitions>
`

function policyXml(each: Shown): string {
  const { name, definition, isRecommendation } = each
  const id = idOf(each)
  const key = isRecommendation ? `${registryPath}\\${recommendedKey}` : registryPath
  const isSwitch = definition.type === 'boolean'
  const presentation = isSwitch ? '' : ` presentation="$(presentation.${id})"`
  const valueName = isSwitch ? ` valueName="${name}"` : ''
  const inside = isSwitch
    ? '<enabledValue><decimal value="1" /></enabledValue>\n<disabledValue><decimal value="0" /></disabledValue>'
    : `<elements>\n${indent(elementXml(name, definition, key), 2)}\n</elements>`
  return `<policy name="${id}" class="${definition.scope === 'machine' ? 'Machine' : 'Both'}" displayName="$(string.${name})" explainText="$(string.${name}_Explain)" key="${key}"${valueName}${presentation}>
  <parentCategory ref="${isRecommendation ? 'Recommended' : 'Tidings'}" />
  <supportedOn ref="${sinceId(definition.since)}" />
${indent(inside, 2)}
</policy>`
}

function elementXml(name: PolicyName, definition: PolicyDefinition, key: string): string {
  const here = `id="${name}" valueName="${name}"`
  switch (definition.type) {
    case 'boolean':
      return ''
    case 'integer':
      return `<decimal ${here} required="true" minValue="${definition.min}" maxValue="${definition.max}" />`
    case 'string':
      return `<text ${here} required="true" maxLength="${definition.form.maxLength}" />`
    case 'list':
      return `<list id="${name}" key="${key}\\${name}" additive="false" />`
    case 'enum': {
      const items = Object.keys(definition.choices).map(
        (choice) =>
          `<item displayName="$(string.${choiceId(name, choice)})"><value><string>${choice}</string></value></item>`,
      )
      return `<enum ${here} required="true">\n${indent(items.join('\n'), 2)}\n</enum>`
    }
  }
}

const choiceId = (name: string, choice: string): string => `${name}_${choice.replaceAll('-', '_')}`

export const adml = (): string => `${xmlHead}<policyDefinitionResources ${head}>
  <displayName>Tidings</displayName>
  <description>What an organisation may set for Tidings</description>
  <resources>
    <stringTable>
${words()
  .map(([id, text]) => `      <string id="${id}">${escapeXml(text)}</string>`)
  .join('\n')}
    </stringTable>
    <presentationTable>
${shown
  .filter(({ definition }) => definition.type !== 'boolean')
  .map((each) => indent(presentationXml(each), 6))
  .join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`

type Word = readonly [id: string, text: string]

const words = (): ReadonlyArray<Word> => [
  ['Tidings', 'Tidings'],
  ['Recommended', 'Recommended (people may choose otherwise)'],
  ...versions.map((since): Word => [sinceId(since), `Tidings ${since} and later`]),
  ...policyNames.flatMap((name): ReadonlyArray<Word> => {
    const definition = definitionOf(name)
    const choices = definition.type === 'enum' ? Object.entries(definition.choices) : []
    return [
      [name, definition.title],
      [`${name}_Explain`, `${definition.text}\n\n${name}. ${startNote(definition)}`],
      ...choices.map(([choice, text]): Word => [choiceId(name, choice), text]),
    ]
  }),
]

const startNote = ({ atStart }: PolicyDefinition): string =>
  atStart === true ? 'In effect at the next start of the app.' : 'In effect within five minutes.'

function presentationXml(each: Shown): string {
  const { name, definition } = each
  const label = escapeXml(definition.title)
  const part = {
    boolean: '',
    integer: `<decimalTextBox refId="${name}">${label}</decimalTextBox>`,
    string: `<textBox refId="${name}"><label>${label}</label></textBox>`,
    enum: `<dropdownList refId="${name}" noSort="true">${label}</dropdownList>`,
    list: `<listBox refId="${name}">${label}</listBox>`,
  }[definition.type]
  return `<presentation id="${idOf(each)}">${part}</presentation>`
}
