import { fail, ok } from '../../core/base/result.ts'
import type { Bridge } from '../../core/bridge/contract.ts'
import { resolvePolicies } from '../../core/policy/resolve.ts'
import { conversationId, workspaceId } from '../../core/protocol/ids.ts'

export interface TestBridge {
  readonly bridge: Bridge
  /** Name and input of every call, in order. */
  readonly asked: Array<readonly [name: string, input: unknown]>
}

/** A bridge of somebody signed out, that writes down what it is asked. */
export function createTestBridge(): TestBridge {
  const asked: TestBridge['asked'] = []
  const answer =
    <Value>(name: string, value: Value) =>
    async (input: unknown): Promise<Value> => {
      asked.push([name, input])
      return value
    }
  const unreachable = fail({ kind: 'unreachable' } as const)
  const locked = fail({ kind: 'locked' } as const)
  const noKeys = fail({ kind: 'unavailable', detail: 'no keys' } as const)
  const bridge: Bridge = {
    'app.info': answer('app.info', { version: '1.2.3', shell: 'browser' } as const),
    'policy.read': answer('policy.read', resolvePolicies([])),
    'preview.fetch': answer('preview.fetch', fail({ kind: 'unreachable' } as const)),
    'updates.standing': answer('updates.standing', undefined),
    'updates.check': answer('updates.check', undefined),
    'updates.download': answer('updates.download', undefined),
    'updates.install': answer('updates.install', undefined),
    'updates.setChannel': answer('updates.setChannel', false),
    'session.read': answer('session.read', { kind: 'signed-out', server: 'http://127.0.0.1:1' } as const),
    'session.register': answer('session.register', unreachable),
    'session.signIn': answer('session.signIn', unreachable),
    'session.methods': answer('session.methods', unreachable),
    'session.signInWithProvider': answer('session.signInWithProvider', unreachable),
    'session.cancelProvider': answer('session.cancelProvider', undefined),
    'account.read': answer('account.read', locked),
    'account.update': answer('account.update', locked),
    'account.changePassword': answer('account.changePassword', locked),
    'account.signOutOthers': answer('account.signOutOthers', locked),
    'invitation.look': answer('invitation.look', unreachable),
    'invitation.accept': answer('invitation.accept', locked),
    'session.unlock': answer('session.unlock', fail({ kind: 'wrong-password' } as const)),
    'session.unlockWithRecovery': answer('session.unlockWithRecovery', fail({ kind: 'wrong-code' } as const)),
    'session.lock': answer('session.lock', undefined),
    'session.signOut': answer('session.signOut', undefined),
    'session.token': answer('session.token', unreachable),
    'vault.storeKey': answer('vault.storeKey', ok(Uint8Array.of(1, 2, 3))),
    'vault.setPassphrase': answer('vault.setPassphrase', ok(undefined)),
    'vault.settings': answer(
      'vault.settings',
      ok({ lockWithSystem: false, hasPassphrase: true, hearsSystemLock: false }),
    ),
    'vault.setSettings': answer('vault.setSettings', ok(undefined)),
    'outbox.open': answer('outbox.open', ok({ pending: [], counters: [] })),
    'outbox.append': answer('outbox.append', ok(undefined)),
    'outbox.remove': answer('outbox.remove', ok(undefined)),
    'outbox.replace': answer('outbox.replace', ok(undefined)),
    'files.begin': answer('files.begin', fail({ kind: 'locked' } as const)),
    'files.write': answer('files.write', ok(undefined)),
    'files.finish': answer('files.finish', fail({ kind: 'locked' } as const)),
    'files.send': answer('files.send', ok(undefined)),
    'files.drop': answer('files.drop', ok(undefined)),
    'files.remove': answer('files.remove', ok(undefined)),
    'files.retry': answer('files.retry', undefined),
    'files.transfers': answer('files.transfers', []),
    'files.fetch': answer('files.fetch', fail({ kind: 'not-there' } as const)),
    'files.read': answer('files.read', ok(new Uint8Array())),
    'directory.workspaces': answer('directory.workspaces', ok([])),
    'directory.createWorkspace': answer('directory.createWorkspace', ok(workspaceId('1'.repeat(32)))),
    'directory.joinWorkspace': answer('directory.joinWorkspace', ok(undefined)),
    'directory.createChannel': answer('directory.createChannel', ok(conversationId('2'.repeat(32)))),
    'directory.createDocument': answer('directory.createDocument', ok(conversationId('3'.repeat(32)))),
    'directory.renameDocument': answer('directory.renameDocument', ok(undefined)),
    'channel.update': answer('channel.update', unreachable),
    'channel.archive': answer('channel.archive', unreachable),
    'channel.leave': answer('channel.leave', unreachable),
    'channel.join': answer('channel.join', unreachable),
    'channel.setLevel': answer('channel.setLevel', unreachable),
    'channel.setMember': answer('channel.setMember', unreachable),
    'channel.removeMember': answer('channel.removeMember', unreachable),
    'workspace.setRole': answer('workspace.setRole', unreachable),
    'workspace.removeMember': answer('workspace.removeMember', unreachable),
    'workspace.setAccent': answer('workspace.setAccent', unreachable),
    'picture.setOwn': answer('picture.setOwn', unreachable),
    'picture.setOfWorkspace': answer('picture.setOfWorkspace', unreachable),
    'picture.read': answer('picture.read', unreachable),
    'keys.state': answer('keys.state', 'unknown' as const),
    'sealed.conversations': answer('sealed.conversations', []),
    'sealed.open': answer('sealed.open', noKeys),
    'sealed.position': answer('sealed.position', noKeys),
    'sealed.seal': answer('sealed.seal', noKeys),
    'sealed.erase': answer('sealed.erase', noKeys),
    'sealed.erased': answer('sealed.erased', noKeys),
    'sealed.begin': answer('sealed.begin', ok(conversationId('3'.repeat(32)))),
    'sealed.changeMembers': answer('sealed.changeMembers', ok(undefined)),
    'sealed.keysChanged': answer('sealed.keysChanged', undefined),
    'trust.of': answer('trust.of', undefined),
    'trust.number': answer('trust.number', locked),
    'trust.compare': answer('trust.compare', locked),
    'trust.verify': answer('trust.verify', locked),
    'trust.unverify': answer('trust.unverify', locked),
    'trust.acceptKey': answer('trust.acceptKey', locked),
    'trust.dismissChange': answer('trust.dismissChange', undefined),
    'people.keys': answer('people.keys', []),
    'sealed.sealEphemeral': answer('sealed.sealEphemeral', undefined),
    'sealed.openEphemeral': answer('sealed.openEphemeral', undefined),
    'devices.read': answer('devices.read', undefined),
    'devices.revoke': answer('devices.revoke', ok(undefined)),
    'linking.read': answer('linking.read', undefined),
    'linking.beginRelease': answer('linking.beginRelease', ok(undefined)),
    'linking.enterCode': answer('linking.enterCode', ok(undefined)),
    'linking.confirmRelease': answer('linking.confirmRelease', ok(undefined)),
    'linking.endRelease': answer('linking.endRelease', undefined),
    'linking.beginRequest': answer('linking.beginRequest', undefined),
    'linking.confirmRequest': answer('linking.confirmRequest', undefined),
    'linking.endRequest': answer('linking.endRequest', undefined),
    'linking.startAnew': answer('linking.startAnew', ok(undefined)),
    'recovery.read': answer('recovery.read', undefined),
    'recovery.prepare': answer('recovery.prepare', ok('0'.repeat(36))),
    'recovery.confirm': answer('recovery.confirm', ok(undefined)),
    'recovery.discard': answer('recovery.discard', undefined),
    'recovery.restore': answer('recovery.restore', ok(undefined)),
    'recovery.dismissNudge': answer('recovery.dismissNudge', undefined),
    'shell.openLink': answer('shell.openLink', true),
    'shell.notify': answer('shell.notify', false),
    'shell.badge': answer('shell.badge', undefined),
    'shell.idle': answer('shell.idle', undefined),
    'shell.desktop': answer('shell.desktop', undefined),
    'shell.setDesktop': answer('shell.setDesktop', false),
    'shell.words': answer('shell.words', undefined),
    'shell.takeLink': answer('shell.takeLink', undefined),
    'shell.crash': answer('shell.crash', undefined),
    'shell.restart': answer('shell.restart', undefined),
  }
  return { bridge, asked }
}
