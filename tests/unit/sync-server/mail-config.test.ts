import { expect, test } from 'vitest'
import { readConfig } from '../../../sync-server/config.ts'

test('[ML4] settings: TLS is demanded everywhere but here, and what makes no sense is a fault without the password', () => {
  const read = (SMTP_URL: string, MAIL_FROM = 'chat@example.org') => {
    const config = readConfig({ SMTP_URL, MAIL_FROM })
    return config.ok ? config.value.mail : config.failure.faults.join()
  }
  expect(read('smtp://mail.example')).toMatchObject({
    port: 587,
    secure: false,
    demandsTls: true,
    login: undefined,
  })
  expect(read('smtps://u%40x:p%3Aw@mail.example')).toMatchObject({
    host: 'mail.example',
    port: 465,
    secure: true,
    login: { user: 'u@x', pass: 'p:w' },
  })
  expect(read('smtp://[::1]:25')).toMatchObject({ host: '::1', port: 25, demandsTls: false })
  expect(read('smtp://127.0.0.1.evil.example')).toMatchObject({ demandsTls: true })
  expect(read('smtp://mail.example', 'Tidings <chat@example.org>')).toMatchObject({
    from: { name: 'Tidings', address: 'chat@example.org' },
  })
  const wrong = [
    'http://mail.example',
    'mail.example',
    'smtp://',
    'smtp://u:hush@m.example/path',
    'smtp://u:hush@m.example?tls=no',
    'smtp://u@m.example',
    'smtp://u:%ffhush@m.example',
  ]
  for (const url of wrong) {
    expect(read(url)).toContain('SMTP_URL must')
    expect(read(url)).not.toContain('hush')
  }
  for (const from of [
    'chat',
    'a@b.example\nBcc: c@d.example',
    'X <a@b.example',
    'a@b.example>',
    'a@b.example, c@d.example',
  ])
    expect(read('smtp://m.example', from)).toContain('MAIL_FROM must')
  const alone = readConfig({ MAIL_FROM: 'chat@example.org' })
  const without = readConfig({ SMTP_URL: 'smtp://m.example' })
  expect([alone, without]).toMatchObject([
    { failure: { faults: ['MAIL_FROM needs SMTP_URL'] } },
    { failure: { faults: ['MAIL_FROM must be set where SMTP_URL is'] } },
  ])
})
