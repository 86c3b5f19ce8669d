/** What people with bad intentions write: to run a script, break the layout, take time, or seem to be something else. */
const longest = 16_384

/** As often as it fits into a message. */
const full = (piece: string): string => piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest)

export const hostileTexts: Readonly<Record<string, string>> = {
  'script element': '<script>window.hacked = 1</script>',
  'image that fails': '<img src=x onerror="window.hacked = 2">',
  'drawing that loads': '<svg onload="window.hacked = 3"><script>window.hacked = 4</script></svg>',
  'frame and form':
    '<iframe srcdoc="<script>top.hacked = 5</script>"></iframe><form action="//evil.example">',
  'script address':
    '[click](javascript:window.hacked=6) <javascript:window.hacked=7> ![x](javascript:window.hacked=8)',
  'hidden script address':
    '[click](java\tscript:window.hacked=9) [x](&#106;avascript:window.hacked=10) [y]( javascript:1)',
  'data address': '[click](data:text/html,<script>window.hacked=11</script>) data:text/html,x',
  'drawing as data': '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)',
  'file address': '[x](file:///etc/passwd) [y](//evil.example) [z](vbscript:x) [q](blob:http://x/y)',
  'attributes in a link': `[x](https://e.example '" onmouseover="window.hacked=12')`,
  'attributes in a language': '```"><img/src=x/onerror=window.hacked=13>\ncode\n```',
  'picture by address': '![secret](https://tracker.example/pixel.png)',
  'another name in front': '[https://bank.example](https://evil.example/login)',
  'user in an address': 'https://bank.example@evil.example/ [x](https://user:pass@evil.example/)',
  'letters that look alike': 'https://аpple.com/ [apple.com](https://xn--pple-43d.com/)',
  'reversed order': '\u202Egnp.exe \u2067hidden\u2066 https://e.example/\u202Efdp.exe',
  'order that is never restored': '\u202E\u2067\u202D'.repeat(40) + 'abc',
  'marks without end': `a${'\u0301'.repeat(10_000)}`,
  'letters that climb': full(
    'Z\u0351\u036B\u0343\u036A\u0302\u0348\u0324a\u0334\u0335l\u0353\u035A\u034Dg\u0310\u0348o\u0338\u0339',
  ),
  'word without end': full('x'),
  'word without end in code': `\`\`\`\n${'y'.repeat(10_000)}\n\`\`\``,
  'word without end in a table': `| a | b |\n|-|-|\n| ${'w'.repeat(5_000)} | x |`,
  'null and controls': 'a\u0000b\u0001c\u0007d\u001Be\u007Ff\uFEFFg\uFFFEh',
  'halves of letters': 'a\uD800b\uDC00c',
  'nothing to see': '\u200B\u200D\u2060\u00AD\u3164\u115F.',
  'lines without end': full('a\n'),
  'quotes a thousand deep': `${full('> ').slice(0, -1)}x`,
  'lists a thousand deep': `${full('- ').slice(0, -1)}x`,
  'a line and nothing else': full('- '),
  'steps without end': Array.from({ length: 120 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  'numbers without end': '999999999. a\n'.repeat(1_000),
  'emphasis without end': full('*a **b '),
  'brackets without end': full('['),
  'links in links': full('[a]('),
  'pictures in pictures': full('![['),
  'code without end': full('`a'),
  'table without end': `|${'a|'.repeat(200)}\n|${'-|'.repeat(200)}\n${'|x\n'.repeat(4_000)}`,
  'one address ten thousand times': `[a]: https://x.example/${'z'.repeat(8_000)}\n\n${'[a]'.repeat(2_700)}`,
  'definitions alone': '[a]: https://x.example',
  'addresses without end': full('https://a.example '),
  'brackets behind an address': 'https://x.example/'.padEnd(longest, ')'),
  'names without end': full('@'),
  'channels without end': full('#general '),
  'short names without end': full(':+1:'),
  'heads without end': full('# a\n'),
  'one family': full('👩‍👩‍👧‍👦\u200D'),
  'the widest letters': full('﷽'),
}
