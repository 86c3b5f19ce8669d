/** A JSON Schema of the files in `/etc/tidings/policies`, for editors and for whoever checks before rolling out. */
import type { PolicyDefinition } from '../../../core/policy/definition.ts'
import { definitionOf, policyNames } from '../../../core/policy/table.ts'

export function policySchema(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Policies of Tidings',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      policyNames.map((name) => {
        const definition = definitionOf(name)
        const { title, text, default: usual } = definition
        return [name, { title, description: text, default: usual, ...shapeOf(definition) }]
      }),
    ),
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

function shapeOf(definition: PolicyDefinition): object {
  switch (definition.type) {
    case 'boolean':
      return { type: 'boolean' }
    case 'integer':
      return { type: 'integer', minimum: definition.min, maximum: definition.max }
    case 'enum':
      return { type: 'string', enum: Object.keys(definition.choices) }
    case 'string':
      return textOf(definition)
    case 'list':
      return { type: 'array', maxItems: definition.maxItems, items: textOf(definition) }
  }
}

const textOf = ({ form }: Extract<PolicyDefinition, { type: 'string' | 'list' }>): object => ({
  type: 'string',
  maxLength: form.maxLength,
  pattern: form.pattern.source,
})
