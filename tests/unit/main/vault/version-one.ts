/** A vault as the code before version 2 wrote it: ada's, under the passphrase of `vault-kit.ts`. */
export const versionOne = {
  file: Buffer.from(
    [
      'VERHVkFVTFQBAAAA1aJnYWNjb3VudKVkdXNlcnggMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTFlcmVsYXl1aHR0',
      'cDovLzEyNy4wLjAuMTo4Nzg3ZmRldmljZXggMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjJodXNlcm5hbWVjYWRh',
      'a2Rpc3BsYXlOYW1lbEFkYSBMb3ZlbGFjZWpwYXNzcGhyYXNlo2RzYWx0UAunpoEPQHi4Kju6dCRYBJ9mcGFzc2VzAWltZW1v',
      'cnlLaUIaAAEAAMKhw8Y6lQJVkEQRimFWtbbbUiHkpDcmogwJ6UecPku5xbLqTJXVm6PtIZkxADzSpoeHVPo/8OCSdM10NOwj',
      'k0VNxMT+MTQ1Weg9CV2943/AV9otqhrcd5OzbPK0kWmDWUUCiULvBMS5PHO60XkO0/BBLH8XrO0pOoToblf8DS3m6GLz8Mg3',
      'M2gn2CIiDJ2AW5PkMo8acSzfdbCXjWgIe6toU6nqx9UiTnyII+/0kSRcGqgSSchuP23uWSJzvabgqwhBjYXgwX4ieILd9iUn',
      'XGi6ZejaLi+d+qjwefR/fVIPPew2+2K++PGXaucpBjdC//A1vctQQDLxcAeKN/HtHSXmBCAd8ldezfR5Da0ep/Sg+s94MYH0',
      'KMS5FR3r',
    ].join(''),
    'base64',
  ),
  storeKey: bytes('79dd9c0a8234b24780e5c9a9f06aa8cbf3d908384b19b705c4ebac64c5152333'),
  journalKey: bytes('8dd0b1220e1b06e9627b2c85a312afd3257d766e419d2ff4037a0713d44aef45'),
} as const

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
