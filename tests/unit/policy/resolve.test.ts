import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPolicyValue } from '../../../core/policy/read-value.ts'
import {
  isServerAllowed,
  type PolicyLayer,
  policyLayers,
  type PolicySource,
  resolvePolicies,
} from '../../../core/policy/resolve.ts'
import { settled, unmanaged } from '../../../core/policy/settled.ts'
import { definitionOf, policies, policyNames } from '../../../core/policy/table.ts'
import { policiesSet } from '../../support/policies.ts'

const from = (layer: PolicyLayer, values: Record<string, unknown>, source: string = layer): PolicySource => ({
  layer,
  source,
  values: new Map(Object.entries(values)),
})

describe('which value holds', () => {
  test('[PO1] of all layers the first that is there, with the own choice before recommendations', () => {
    // NotificationContent may be set in every layer; each has a value by which it is known.
    const byLayer = {
      'machine-mandatory': 'none',
      'user-mandatory': 'name',
      'user-recommended': 'none',
      'machine-recommended': 'name',
    } as const
    const subsets = fc.subarray([...policyLayers])
    fc.assert(
      fc.property(subsets, fc.constantFrom('text', undefined), fc.boolean(), (there, own, isReversed) => {
        const sources = there.map((layer) => from(layer, { NotificationContent: byLayer[layer] }))
        const { entries, notes } = resolvePolicies(isReversed ? sources.toReversed() : sources)
        const mandatory = there.find((layer) => layer.endsWith('mandatory'))
        const first = policyLayers.find((layer) => there.includes(layer))
        const wanted =
          mandatory !== undefined
            ? byLayer[mandatory]
            : (own ?? (first === undefined ? 'text' : byLayer[first]))
        expect(settled(entries.NotificationContent, own)).toBe(wanted)
        expect(entries.NotificationContent.isLocked).toBe(mandatory !== undefined)
        expect(entries.NotificationContent.setBy?.layer).toBe(first)
        expect(notes).toEqual([])
      }),
    )
  })

  test('[PO1] each policy goes by itself', () => {
    const { entries } = resolvePolicies([
      from('machine-mandatory', { MaxFileMb: 5 }),
      from('user-mandatory', { MaxFileMb: 7, MaxDevices: 2 }),
    ])
    expect([entries.MaxFileMb.value, entries.MaxDevices.value, entries.MaxCacheMb.value]).toEqual([
      5, 2, 1_024,
    ])
  })

  test('[PO2] a mandatory value that makes no sense locks to the safe one, whatever stands below', () => {
    const { entries, notes } = resolvePolicies([
      from('machine-mandatory', { SealedMessages: 'off', AllowFileUpload: 'no' }),
      from('user-mandatory', { SealedMessages: 'allowed', AllowFileUpload: true }),
    ])
    expect(entries.SealedMessages).toMatchObject({ value: 'disabled', isLocked: true, trouble: 'no-choice' })
    expect(settled(entries.AllowFileUpload, true)).toBe(false)
    expect(notes).toEqual([
      { source: 'machine-mandatory', kind: 'no-choice', name: 'SealedMessages' },
      { source: 'machine-mandatory', kind: 'wrong-type', name: 'AllowFileUpload' },
    ])
  })

  test('[PO2] a recommendation that makes no sense is passed over and reported', () => {
    const { entries, notes } = resolvePolicies([
      from('user-recommended', { NotificationContent: 'all' }),
      from('machine-recommended', { NotificationContent: 'name' }),
    ])
    expect(entries.NotificationContent).toMatchObject({ value: 'name', isLocked: false, trouble: undefined })
    expect(notes).toEqual([{ source: 'user-recommended', kind: 'no-choice', name: 'NotificationContent' }])
  })

  test.each([
    ['MaxFileMb', '25', 'wrong-type'],
    ['MaxFileMb', 2.5, 'wrong-type'],
    ['MaxFileMb', 0, 'out-of-range'],
    ['MaxFileMb', 1e9, 'out-of-range'],
    ['AllowFileUpload', 1, 'wrong-type'],
    ['AllowFileUpload', null, 'wrong-type'],
    ['SealedMessages', 'Disabled', 'no-choice'],
    ['SealedMessages', 'toString', 'no-choice'],
    ['ServerUrl', 'chat.example.com', 'malformed'],
    ['ServerUrl', 'https://chat.example.com/', 'malformed'],
    ['ServerUrl', 'javascript:alert(1)', 'malformed'],
    ['ServerUrl', 'https://a@b.example', 'malformed'],
    ['ServerUrl', `https://${'a.'.repeat(400)}example`, 'too-long'],
    ['AllowedServers', 'https://chat.example.com', 'wrong-type'],
    ['AllowedServers', ['https://good.example', 'bad'], 'malformed'],
    ['AllowedServers', ['https://good.example', 7], 'wrong-type'],
    ['AllowedServers', Array.from({ length: 101 }, () => '*'), 'too-long'],
    ['BlockedFileTypes', ['.exe'], 'malformed'],
    ['ProxyServer', 'proxy.example.com:3128 --no-sandbox', 'malformed'],
    ['ProxyPacUrl', 'file:///etc/proxy.pac', 'malformed'],
  ])('[PO3] %s cannot be %j: %s', (name, value, trouble) => {
    const { notes } = policiesSet({ [name]: value })
    expect(notes).toEqual([{ source: 'a test', kind: trouble, name }])
  })

  test('[PO4] what is not for this layer, or unknown, does nothing and is reported with its place', () => {
    const { entries, notes } = resolvePolicies([
      from('user-mandatory', { AllowRemoteDebugging: true, Telemetry: true, __proto__x: 1 }),
      from('machine-recommended', { MaxFileMb: 3 }),
    ])
    expect([entries.AllowRemoteDebugging.value, entries.MaxFileMb.value]).toEqual([false, 100_000])
    expect(notes).toEqual([
      { source: 'user-mandatory', kind: 'not-for-users', name: 'AllowRemoteDebugging' },
      { source: 'user-mandatory', kind: 'unknown', name: 'Telemetry' },
      { source: 'user-mandatory', kind: 'unknown', name: '__proto__x' },
      { source: 'machine-recommended', kind: 'not-recommended', name: 'MaxFileMb' },
    ])
  })

  test('[PO5] of two files of a layer the later holds, also where it makes no sense', () => {
    const { entries, notes } = resolvePolicies([
      from('machine-mandatory', { MaxFileMb: 5, MaxDevices: 2 }, '10.json'),
      from('machine-mandatory', { MaxFileMb: 7, MaxDevices: 'two' }, '20.json'),
    ])
    expect([entries.MaxFileMb.value, entries.MaxDevices.value]).toEqual([7, 1])
    expect(notes).toEqual([
      { source: '10.json', kind: 'overridden', name: 'MaxDevices' },
      { source: '20.json', kind: 'wrong-type', name: 'MaxDevices' },
      { source: '10.json', kind: 'overridden', name: 'MaxFileMb' },
    ])
  })

  test('[PO13] servers are compared as a whole; an invalid list allows none', () => {
    const allowed = (list: unknown, server: string): boolean =>
      isServerAllowed(policiesSet({ AllowedServers: list }).entries, server)
    const mine = ['https://chat.example.com']
    expect(allowed(mine, 'https://chat.example.com')).toBe(true)
    for (const other of [
      'http://chat.example.com',
      'https://chat.example.com:8443',
      'https://chat.example.com.evil.example',
      'https://evil.example/https://chat.example.com',
      'https://sub.chat.example.com',
    ]) {
      expect(allowed(mine, other)).toBe(false)
    }
    expect(allowed(['*'], 'https://any.example')).toBe(true)
    expect(allowed([], 'https://any.example')).toBe(false)
    expect(allowed(['*.example.com'], 'https://chat.example.com')).toBe(false)
  })
})

describe('the table', () => {
  test.each(policyNames)('%s: what it says of itself is good', (name) => {
    const definition = definitionOf(name)
    for (const value of [definition.default, definition.safe, definition.example]) {
      expect(readPolicyValue(definition, value)).toEqual({ ok: true, value })
    }
    expect(definition.title).not.toBe('')
    expect(definition.text).toMatch(/\.$/)
    // What is written in the registry and on consoles.
    expect(`${definition.title}${definition.text}`).toMatch(/^[ -~]+$/)
  })

  test('names differ by more than case, for the registry does not know it', () => {
    const names = Object.keys(policies)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  })
})

test('[PO1] before it is told, and where nobody has set anything, a page takes what the definitions say', () => {
  expect(unmanaged()).toEqual(resolvePolicies([]))
})
