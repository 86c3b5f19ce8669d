/** How an exported page looks: on any screen, by day and by night, and on paper. The system's fonts, for it loads nothing. */
export const pageStyle = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif;--mono:.875rem/1.5 ui-monospace,'Cascadia Mono','SF Mono','DejaVu Sans Mono',monospace;
--paper:#fff;--soft:#f3f5f6;--line:#d9dfe2;--text:#1b2429;--muted:#515d64;--link:#0b5b78}
@media screen and (prefers-color-scheme:dark){:root{--paper:#14191c;--soft:#20272b;--line:#384249;--text:#e7ebed;--muted:#a8b4ba;--link:#83c9e4}}
*{box-sizing:border-box}
body{max-width:46rem;margin:2rem auto;padding:0 1rem;background:var(--paper);color:var(--text);overflow-wrap:anywhere}
p,h1,h2,blockquote,pre,ul,ol{margin:0}
h1{font-size:1.5rem;line-height:1.25;margin-bottom:.5rem}
h2{margin:2rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--line);font-size:.875rem;color:var(--muted)}
a{color:var(--link)}
.text a{unicode-bidi:isolate}
a:focus-visible,.table:focus-visible{outline:2px solid var(--link);outline-offset:1px}
header p,.note,.meta,.files,small{color:var(--muted);font-size:.875rem}
.meta b{color:var(--text);font-size:1rem;margin-inline-end:.25rem}
time{font-variant-numeric:tabular-nums}
header,article{overflow:hidden}
article{padding:.5rem 0}
article:target{background:var(--soft);box-shadow:-1rem 0 var(--soft),1rem 0 var(--soft)}
article.reply{margin-inline-start:1rem;padding-inline-start:1rem;border-inline-start:2px solid var(--line)}
.text,.earlier{display:grid;grid-template-columns:minmax(0,1fr);gap:.5rem;overflow:hidden}
.text p{white-space:pre-wrap}
.text p:empty{display:none}
.text p:not([dir]),th,td{unicode-bidi:plaintext}
.head1,.head2,.head3{font-weight:650}
.head1{font-size:1.25rem}
.head2{font-size:1.125rem}
.name{padding:0 .2em;border-radius:.25rem;background:var(--soft);font-weight:600}
small{unicode-bidi:isolate}
blockquote{display:grid;grid-template-columns:minmax(0,1fr);gap:.5rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--line);color:var(--muted)}
ul,ol{min-width:0;padding-inline-start:1.75rem}
ol.wide{padding-inline-start:0;list-style-position:inside}
li>*+*{margin-top:.25rem}
ol.wide>li>p:first-child{display:inline}
hr{width:100%;margin:.25rem 0;border:0;border-top:1px solid var(--line)}
code{font:var(--mono);unicode-bidi:isolate}
p code,li code,td code,th code{padding:0 .25rem;border-radius:.25rem;background:var(--soft)}
.code{padding:.5rem .75rem;border:1px solid var(--line);border-radius:.375rem;background:var(--soft)}
.code .note{font:var(--mono);color:var(--muted)}
pre{white-space:pre-wrap;tab-size:4}
pre code{padding:0;background:none}
.table{max-width:100%;overflow-x:auto}
table{border-collapse:collapse;font-size:.9375rem}
th,td{min-width:3em;max-width:32em;padding:.25rem .5rem;border:1px solid var(--line);overflow-wrap:break-word;text-align:start;vertical-align:top}
th{background:var(--soft);font-weight:600}
.center{text-align:center}
.end{text-align:end}
del{color:var(--muted);text-decoration:none}
.earlier{margin-top:.5rem;padding-inline-start:.75rem;border-inline-start:2px dotted var(--line)}
.files{margin-top:.25rem}
img{display:block;max-width:100%;height:auto;max-height:40rem;margin-top:.25rem;border-radius:.375rem}
@media (max-width:30rem){body{margin:1rem auto}ul,ol{padding-inline-start:1.5rem}article.reply{margin-inline-start:0}}
@media print{body{max-width:none;margin:0;padding:0}h2{break-after:avoid}.meta{break-after:avoid}.code,img,tr{break-inside:avoid}.table{overflow:visible}th,td{min-width:0;overflow-wrap:anywhere}}`
