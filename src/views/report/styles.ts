/** The report's style sheet: an article of at most 72 characters a line, wide figures, light and dark, print. */

export const STYLES = `
:root{color-scheme:light dark;--paper:#fdfdfc;--card:#fff;--ink:#1b1f24;--soft:#59626d;--line:#e3e6ea;--tint:#f4f6f8;--link:#0062a3;--good:#00785a;--bad:#bf3d1d;--doubt:#8f6200;--after:#0072b2;--added:#0a937322;--removed:#d5482b1f;--chart-paper:var(--paper);--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;--bleed:clamp(0px,calc((100vw - 44rem) / 2 - 1.5rem),8rem)}
@media screen and (prefers-color-scheme:dark){:root{--paper:#101317;--card:#161a20;--ink:#e3e7ec;--soft:#9aa4b0;--line:#2a3038;--tint:#191e25;--link:#6db6f0;--good:#3cc9a0;--bad:#f2825f;--doubt:#e0ac3f;--after:#4aa8e0;--added:#0a937344;--removed:#d5482b3d}}
*{box-sizing:border-box}
html{font-size:17px;scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.65 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main{max-width:44rem;margin:0 auto;padding:0 0 5rem}
@media (max-width:48rem){main{padding-inline:1.25rem}}
.wide{margin-inline:calc(-1 * var(--bleed))}
h1,h2,h3,h4,h5{line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
h1{font-size:2.65rem;margin:.25rem 0 1rem;font-weight:750}
h2{font-size:1.7rem;margin:4.5rem 0 1.2rem;padding-top:1.2rem;border-top:1px solid var(--line)}
h3{font-size:1.3rem;margin:3.6rem 0 1rem}
h4,h5,h6{font-size:1.02rem;margin:1.8rem 0 .6rem}
p{margin:0 0 1.05rem;text-wrap:pretty}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em}
code,pre{font-family:var(--mono);font-size:.86em}
:not(pre)>code{background:var(--tint);padding:.1em .32em;border-radius:4px}
.hero{padding-top:4.5rem}
.eyebrow,.label{margin:0;color:var(--soft);font-size:.74rem;font-weight:650;letter-spacing:.09em;text-transform:uppercase}
.verdict{font-size:1.2rem;line-height:1.5;color:var(--soft);margin-bottom:2rem}
.byline,.small,figcaption,.interval{color:var(--soft);font-size:.82rem}
.byline{margin-top:1rem}
.score{display:grid;grid-template-columns:minmax(13rem,1fr) minmax(14rem,1.1fr) minmax(15rem,1.5fr);gap:1.6rem 2.4rem;align-items:center;padding:1.7rem 1.9rem;border:1px solid var(--line);border-radius:14px;background:var(--card)}
@media (max-width:62rem){.score{grid-template-columns:1fr}}
.big span{display:block}
.big .figure{font-size:4.3rem;line-height:1;font-weight:760;letter-spacing:-.045em}
.big.good .figure{color:var(--good)}
.big .unit{font-size:1.08rem;font-weight:600;margin:.5rem 0 .15rem}
.times{margin:0;display:grid;gap:.9rem}
.times dt{font-size:.82rem;color:var(--soft)}
.times dd{margin:0}
.times b{font-size:1.12rem}
.meter{display:block;height:.6rem;border-radius:3px;margin:.12rem 0 .2rem}
.meter.before{background:var(--soft);opacity:.55}
.meter.after{background:var(--after)}
.judged ul{list-style:none;margin:0;padding:0;display:grid;gap:.6rem;font-size:.88rem;line-height:1.45}
.judged .met b{color:var(--good)}
.judged .missed b{color:var(--bad)}
.judged .undecided b{color:var(--doubt)}
.contents{margin:2.4rem 0 2.6rem;padding:1rem 1.3rem;border:1px solid var(--line);border-radius:10px;font-size:.86rem}
.contents p{margin:0 0 .3rem;font-weight:650}
.contents ol{list-style:none;margin:0;padding:0;columns:2}
.contents ol ol{columns:1;padding-left:.9rem}
.contents li{break-inside:avoid;padding:.08rem 0}
.contents a{color:var(--soft);text-decoration:none}
.contents a:hover{color:var(--link);text-decoration:underline}
@media (min-width:94rem){.contents{position:fixed;top:4.5rem;left:calc(50vw - 22rem - var(--bleed) - 13.5rem);width:11.5rem;margin:0;padding:0;border:0;max-height:calc(100vh - 6rem);overflow:auto}.contents ol{columns:1}}
figure{margin:1.8rem 0}
figure.wide{margin-inline:calc(-1 * var(--bleed))}
h2+figure{margin-top:.4rem}
figcaption{margin-top:.55rem;line-height:1.5}
.chart{position:relative;overflow-x:auto;overflow-y:hidden}
.still svg{display:block;width:100%;min-width:600px;height:auto}
.chart[data-chart=live] .still{display:none}
.keys{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:0;margin-block:2rem;border:1px solid var(--line);border-radius:12px;overflow:hidden;background:var(--card)}
.keys div{box-shadow:0 0 0 .5px var(--line);padding:.95rem 1.15rem}
.keys dt{font-size:.78rem;color:var(--soft);line-height:1.35}
.keys dd{margin:.15rem 0 0;font-size:1.22rem;font-weight:650;letter-spacing:-.01em}
.scroll{overflow-x:auto;background:linear-gradient(to right,var(--paper),transparent) left/3rem 100% no-repeat local,linear-gradient(to left,var(--paper),transparent) right/3rem 100% no-repeat local,linear-gradient(to right,var(--line),transparent) left/.9rem 100% no-repeat scroll,linear-gradient(to left,var(--line),transparent) right/.9rem 100% no-repeat scroll}
main>section table,.stage table{font-variant-numeric:tabular-nums}
table{border-collapse:collapse;font-size:.84rem;line-height:1.45}
.scroll>table{width:100%}
.scroll>table th,.scroll>table td{padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
.scroll>table thead th{color:var(--soft);font-weight:600;font-size:.78rem;vertical-align:bottom}
.scroll>table tbody th{font-weight:600}
.scroll>table .number{text-align:right;white-space:nowrap}
.scroll>table tr.final{background:color-mix(in srgb,var(--after) 9%,transparent)}
.scroll>table tr.final th{padding-left:.5rem}
.scroll>table td.keep{white-space:nowrap}
.check{white-space:nowrap;font-weight:600}
.check.same{color:var(--good)}
.check.different,.check.failed{color:var(--bad)}
.check.unverified,.check.skipped{color:var(--doubt)}
.table-note{margin-top:.7rem}
.facts th{width:13rem;color:var(--soft);font-weight:400!important}
.mark{display:inline-block;padding:0 .42em;border:1px solid currentColor;border-radius:4px;font:650 .66rem/1.55 var(--sans);letter-spacing:.02em;vertical-align:.12em;white-space:nowrap}
.mark.good{color:var(--good)}
.mark.bad{color:var(--bad)}
.mark.doubt{color:var(--doubt)}
.stage h3{display:flex;flex-wrap:wrap;align-items:baseline;gap:.35rem .5rem}
.stage .number{color:var(--soft);font-weight:500;min-width:1.1em}
.stage .number:empty{display:none}
.role{color:var(--soft);font-weight:400;font-size:.92rem;letter-spacing:0}
.hypothesis{margin:1.4rem 0;padding:.2rem 0 .2rem 1.15rem;border-left:3px solid var(--after)}
.hypothesis p{margin:0 0 .35rem}
.hypothesis p:not(.label,.predicted){font-size:1.1rem;line-height:1.5}
.predicted{color:var(--soft);font-size:.88rem}
.result{font-weight:600}
.decision{padding:.7rem 1rem;border-radius:8px;background:var(--tint)}
.decision.kept b{color:var(--good)}
.decision.rejected b{color:var(--bad)}
.source,.command,.story pre{margin:0;padding:.8rem 0;border:1px solid var(--line);border-radius:10px;background:var(--card);overflow-x:auto;line-height:1.55;tab-size:2}
.command,.story pre{padding:.9rem 1.1rem;margin-bottom:1.05rem}
.source code{display:block;width:max-content;min-width:100%}
.line{display:block;padding-right:1rem;white-space:pre}
.line.added{background:var(--added)}
.line.removed{background:var(--removed)}
.line.folded{color:var(--soft);padding-left:3.9rem}
.count{display:inline-block;width:2.9rem;padding-right:.8rem;text-align:right;color:var(--soft);opacity:.75;user-select:none}
.sign{display:inline-block;width:1.1rem;color:var(--soft)}
.findings{list-style:none;padding:0;margin:1.2rem 0;display:grid;gap:.8rem;font-size:.92rem}
.findings li{padding-left:.95rem;border-left:3px solid var(--doubt)}
details{margin:1.2rem 0}
summary{cursor:pointer;color:var(--link);font-size:.9rem}
.story h2{margin:2.4rem 0 1rem;padding:0;border:0}
.story img{max-width:100%}
.story blockquote{margin:1.2rem 0;padding-left:1.1rem;border-left:3px solid var(--line);color:var(--soft)}
.story table th,.story table td{padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--line);text-align:left}
footer{margin-top:4.5rem;padding-top:1.2rem;border-top:1px solid var(--line);color:var(--soft);font-size:.82rem}
@page{margin:16mm 14mm}
@media print{*{-webkit-print-color-adjust:exact;print-color-adjust:exact}:root{color-scheme:light;--bleed:0px;--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb}html{font-size:10.5pt}main{max-width:none;padding:0}nav{display:none}.hero{padding-top:0}h2{margin-top:2rem}h2,h3{break-after:avoid}figure,tr,.score,.hypothesis,.decision{break-inside:avoid}figure:has(pre){break-inside:auto}.source code{width:auto}.source .line,.source{white-space:pre-wrap}[data-benchbook-flame] :is(button,input,select){display:none}.scroll{overflow:visible}.scroll>table{font-size:8pt}.scroll>table .number,.scroll>table td.keep{white-space:normal}.live{display:none}.chart[data-chart=live] .still{display:block}a{color:inherit}}
`;
