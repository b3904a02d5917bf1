/** Said before anybody types: the page has no way to send mail. */
export function NoMail() {
  return (
    <p className="mt-6 rounded-control bg-no-data-tint px-4.5 py-3.5">
      This page sends no e-mail at present. Follow it in your browser, by feed or calendar instead.
    </p>
  )
}
