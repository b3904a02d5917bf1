/** What a mail looks like: as the page does, in what mail programs know of CSS. Those that know none show plain text in its order. */
export const mailStyle = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;background:#f7f7f5;color:#14171f;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;-webkit-text-size-adjust:100%}
table{border-collapse:collapse;border-spacing:0}
.outer{width:100%}
.column{width:100%;max-width:600px;margin:0 auto}
.pad{padding:24px 16px}
.panel{background:#fff;border:1px solid #dfe2e8;border-radius:16px;padding:24px;word-break:break-word}
.name{font-size:16px;font-weight:650;padding:0 8px 16px}
.name a{color:#14171f;text-decoration:none}
.part{margin:32px 0 0;padding:24px 0 0;border-top:1px solid #dfe2e8}
h1{margin:0;font-size:22px;line-height:1.25;letter-spacing:-.015em}
h2{margin:0;font-size:18px;line-height:1.3}
.state{font-size:14px;font-weight:650;padding-bottom:6px}
.operational{color:#0b6e3f}.degraded_performance{color:#8f5f00}.partial_outage{color:#b1440e}.major_outage{color:#b80d18}.under_maintenance{color:#1f5fae}.no_data{color:#646b78}
.internal{margin:0 0 16px;padding:8px 12px;border:2px dashed #646b78;border-radius:10px;font-weight:650}
.muted{color:#565d6b;font-size:14px}
.text p{margin:12px 0 0}.text ul,.text ol{margin:12px 0 0;padding-left:24px}.text pre{overflow:auto;white-space:pre-wrap}
.opening{margin:0 0 16px}.opening>:first-child,.closing>:first-child{margin-top:0}
.closing{margin:24px 0 0;padding:16px 0 0;border-top:1px solid #dfe2e8}
.promise{margin:16px 0 0;padding:12px 0 0;border-top:1px solid #dfe2e8;font-weight:650}
.earlier{margin:24px 0 0;padding:16px 0 0;border-top:1px solid #dfe2e8}
.list{margin:8px 0 0;padding:0;list-style:none}
.list li{padding:2px 0}
.button{display:inline-block;margin:24px 0 0;padding:12px 20px;border-radius:10px;background:#14171f;color:#fff!important;font-weight:650;text-decoration:none}
a{color:#3346d3}
.foot{padding:16px 8px 0;color:#565d6b;font-size:14px}
.foot a{color:#565d6b}
.preheader{display:none;max-height:0;overflow:hidden}
@media (prefers-color-scheme:dark){
body{background:#0e1117;color:#e9ebf0}
.panel{background:#161a22;border-color:#2a2f3a}
.promise,.earlier,.part,.closing{border-color:#2a2f3a}
.name a{color:#e9ebf0}
.muted,.foot,.foot a{color:#a2a9b6}
.button{background:#e9ebf0;color:#14171f!important}
a{color:#9aa5ff}
.operational{color:#4cc38a}.degraded_performance{color:#e3b341}.partial_outage{color:#f28b45}.major_outage{color:#ff7b7b}.under_maintenance{color:#78b4ff}.no_data{color:#8b93a1}
}
@media (max-width:400px){.panel{padding:16px}.pad{padding:16px 8px}}
`
