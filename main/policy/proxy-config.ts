import type { Policy } from './policy.ts'

/** As much of Electron's as is used. */
export type ProxyConfig =
  | { readonly mode: 'direct' | 'system' }
  | { readonly mode: 'pac_script'; readonly pacScript: string }
  | { readonly mode: 'fixed_servers'; readonly proxyRules: string; readonly proxyBypassRules: string }

/** How Chromium is to find the proxy. A mode whose proxy or script is not named is as the system has it. */
export function proxyConfig(policy: Pick<Policy, 'value'>): ProxyConfig {
  const proxyRules = policy.value('ProxyServer')
  const pacScript = policy.value('ProxyPacUrl')
  const mode = policy.value('ProxyMode')
  if (mode === 'direct') return { mode }
  if (mode === 'pac' && pacScript !== '') return { mode: 'pac_script', pacScript }
  if (mode !== 'fixed' || proxyRules === '') return { mode: 'system' }
  return { mode: 'fixed_servers', proxyRules, proxyBypassRules: policy.value('ProxyBypassList').join(',') }
}

/** All traffic is to go by a proxy that the organisation names. A preview goes by none, so that there are none then (PO22). */
export function namesProxy(policy: Pick<Policy, 'value'>): boolean {
  const { mode } = proxyConfig(policy)
  return mode === 'fixed_servers' || mode === 'pac_script'
}
