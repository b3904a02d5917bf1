import type { MessagePreview } from '#db/connection'

/** A message as it would be sent: its subject, how it looks, and its plain text. */
export function PreviewOfMessage({ preview }: { preview: MessagePreview }) {
  const { subject, text, html, isMadeUp } = preview
  return (
    <div className="mt-3">
      <p className="text-note text-muted">
        {isMadeUp ? 'With a made-up example: nothing on the page fits yet.' : 'With what is on the page.'}
      </p>
      <p className="mt-2">
        <span className="text-note text-muted">{html === null ? 'Headline' : 'Subject'}</span>
        <br />
        <strong className="font-semibold break-words">{subject}</strong>
      </p>
      {html !== null && (
        // No script runs in it, and what is followed opens elsewhere.
        <iframe
          title="How the mail looks"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={html.replace('<head>', '<head><base target="_blank">')}
          className="mt-3 h-[36rem] w-full rounded-control border border-line"
        />
      )}
      <details open={html === null} className="mt-3">
        <summary className="min-h-11 cursor-pointer py-2.5 font-semibold">As plain text</summary>
        <pre tabIndex={0} className="overflow-auto rounded-control bg-page p-4 text-note whitespace-pre-wrap">
          {text}
        </pre>
      </details>
    </div>
  )
}
